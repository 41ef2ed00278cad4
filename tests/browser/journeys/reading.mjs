// Somebody wonders what was asked about hospitals, narrows the list to what was answered, and reads the answer.
export default async ({ person, given }) => {
  const leo = await person('leo');
  await leo.visit('/');
  await leo.seeHeading('Los datos que la gente pide, y qué pasó con cada pedido');
  await leo.fill('¿Qué dato necesitás?', 'hospital');
  await leo.press('Buscar');
  await leo.seeHeading('2 pedidos');
  await leo.see('Turnos otorgados por hospital');

  if (leo.isOnPhone) await leo.press(/^Filtros/);
  await leo.tick(/^Respondido/);
  await leo.press('Aplicar filtros');
  await leo.seeHeading('1 pedido');
  await leo.seeNo('Turnos otorgados por hospital');
  await leo.seeIn('Buscar en los pedidos y sus respuestas', 'hospital');

  await leo.follow('Compras de medicamentos por hospital');
  await leo.seeAddress(`/requests/${given.answered}`);
  await leo.seeHeading('Compras de medicamentos por hospital');
  await leo.see('Están publicadas desde 2020.');
  await leo.unfold('¿Cómo se calcula?');
  await leo.see('No cuentan sábados, domingos ni feriados.');

  await leo.inside('navigation', 'Ruta de navegación').follow('Pedidos de datos');
  await leo.choose('Ordenar por', 'Próximos a vencer');
  await leo.press('Ordenar');
  await leo.seeAddress(/sort=due/);
  await leo.seeHeading('4 pedidos');
};
