// Somebody who asked for data reads in a mail that it was published, and goes from there to the answer.
export default async ({ person, given }) => {
  const ana = await person('ana');
  const mail = await ana.mail('Publicaron los datos que pediste');
  await ana.open(mail, new RegExp(`/requests/${given.answered}$`));
  await ana.seeHeading('Compras de medicamentos por hospital');
  await ana.see('Están publicadas desde 2020.');
};
