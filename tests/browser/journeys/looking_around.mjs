// Somebody walks through the site by its navigation: an area, what it has to answer, how all this works; and gets lost once.
export default async ({ person, world }) => {
  const leo = await person('leo');
  const navigation = { menu: 'Menú', navigation: 'Principal' };
  await leo.visit('/');
  await leo.go('Áreas', navigation);
  await leo.seeHeading('Áreas de gobierno');
  await leo.follow('Ministerio de Cultura');
  await leo.seeHeading('Ministerio de Cultura');
  await leo.see('Bibliotecas y sus horarios');
  await leo.go('Cómo funciona', navigation);
  await leo.seeHeading('Cómo funciona');
  if (world.keyboard) {
    await leo.follow('Saltar al contenido principal');
    await leo.seeAddress('/about');
  }
  await leo.visit('/requests/PD-2026-999999');
  await leo.see('No encontramos lo que indicás');
  await leo.follow('Ver todos los pedidos');
  await leo.seeHeading('4 pedidos');
};
