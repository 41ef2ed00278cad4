// Somebody with three answers says of each, by the link of its mail, what it is worth: one solves it, and they tell what they
// made of it; one does in part, and they ask for the rest; one does not, and goes back. Another finds out where data is.
const mail = (person, title) => person.mail(new RegExp(`${title}[^]*Publicaron los datos que pediste`));

export default async ({ person, given }) => {
  const ana = await person('ana');
  await ana.open(await mail(ana, 'Compras de medicamentos'), '/verdict?key=');
  await ana.tick('Sí, resuelve');
  await ana.choose('¿Cómo fue la atención?', '5: muy buena');
  await ana.press('Enviar mi opinión');
  await ana.seeHeading('Gracias por decirlo');
  await ana.follow('Contá qué hiciste con los datos');
  await ana.seeIn('¿Salió de un pedido?', given.solved);
  await ana.fill('¿Cómo se llama?', 'Lo que cuesta una aspirina');
  await ana.fill('¿Dónde está?', 'https://example.org/aspirina');
  await ana.press('Enviar');
  await ana.seeHeading('Gracias por contarlo');

  await ana.open(await mail(ana, 'Ambulancias'), '/verdict?key=');
  await ana.tick('En parte');
  await ana.press('Enviar mi opinión');
  await ana.seeHeading('Hay un problema');
  await ana.fill('Contanos más', 'Faltan los domingos.');
  await ana.press('Enviar mi opinión');
  await ana.seeHeading('Gracias por decirlo');
  await ana.follow('Pedir lo que falta');
  await ana.see('Este pedido continúa uno anterior:');

  await ana.open(await mail(ana, 'Vacunas aplicadas'), '/verdict?key=');
  await ana.tick('No, falta algo');
  await ana.fill('Contanos más', 'La tabla está vacía.');
  await ana.press('Enviar mi opinión');
  await ana.seeHeading('El pedido vuelve al área');
  await ana.follow('Ver el pedido');
  await ana.see('La tabla está vacía.');

  const leo = await person('leo');
  await leo.visit('/answers');
  await leo.fill('¿Qué dato buscás?', 'camas');
  await leo.press('Buscar');
  await leo.seeNo('Compras de medicamentos por hospital');
  await leo.see('En el tablero de hospitales.');
  await leo.follow('Camas por hospital');
  await leo.seeHeading('Camas por hospital');
};
