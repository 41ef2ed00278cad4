// Somebody who reads English better says so once; every page after that is in English, and the way back is as short.
export default async ({ person, given }) => {
  const leo = await person('leo');
  await leo.visit(`/requests/${given.planned}`);
  await leo.see('Lo que se pidió');
  await leo.follow('English');
  await leo.seeHeading('Turnos otorgados por hospital');
  await leo.see('What was asked');
  await leo.visit('/requests');
  await leo.seeHeading('Data requests');
  await leo.follow('Español');
  await leo.seeHeading('Pedidos de datos');

  const kim = await person('kim', { locale: 'en-GB' });
  await kim.visit('/');
  await kim.go('Areas', { menu: 'Menu', navigation: 'Main' });
  await kim.seeHeading('Government areas');
};
