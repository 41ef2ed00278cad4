// A request from the first word to the last: somebody asks without an account, the team assigns it, the area asks back and
// answers with the mail in view before it leaves, and whoever asked replies and judges by the links of their mails.
const WISH = 'Arbolado público: especie, altura y ubicación de cada ejemplar, por barrio.';

async function signIn(person) {
  await person.visit('/sign-in');
  await person.fill('Tu correo', person.email);
  await person.press('Mandarme el correo');
  await person.seeHeading('Mirá tu correo');
  await person.open(await person.mail('código'), '/sign-in?token=');
  await person.press('Ingresar');
  await person.seeHeading('Para hacer ahora');
}

export default async ({ person }) => {
  const eva = await person('eva');
  await eva.visit('/requests/new');
  await eva.fill('¿Qué dato necesitás?', 'árboles');
  await eva.fill('Tu correo', 'eva@');
  await eva.press('Enviar pedido');
  await eva.seeHeading('Hay un problema');
  await eva.seeIn('¿Qué dato necesitás?', 'árboles');
  await eva.fill('¿Qué dato necesitás?', WISH);
  await eva.fill('Tu correo', eva.email);
  await eva.press('Enviar pedido');
  await eva.seeHeading('Confirmá tu correo');
  const code = await eva.mail('código');
  await eva.fill('Código de 6 números', code.code);
  await eva.press('Presentar el pedido');
  await eva.seeHeading(/^Tu pedido es PD-/);
  await eva.follow('Ver el pedido');
  await eva.seeHeading(/^Arbolado público/);

  const caro = await person('caro');
  await signIn(caro);
  await caro.follow(/^Arbolado público/);
  await caro.seeHeading('¿Qué querés hacer?');
  await caro.choose('¿Qué área responde?', 'Ministerio de Salud');
  await caro.press('Ver el correo antes de enviar');
  await caro.seeHeading('Qué correo va a salir');
  await caro.see('Todavía no se envió nada. Si está bien, confirmá abajo.');
  await caro.press('Asignar');
  await caro.see('Listo: el pedido quedó asignado.');

  const lia = await person('lia');
  await signIn(lia);
  await lia.follow(/^Arbolado público/);
  await lia.follow('Preguntar');
  await lia.fill('¿Qué necesitás saber?', '¿De qué año lo necesitás?');
  await lia.press('Ver el correo antes de enviar');
  await lia.see('¿De qué año lo necesitás?');
  await lia.press('Preguntar');
  await lia.see(/Listo: la pregunta está hecha/);

  await eva.open(await eva.mail('¿De qué año lo necesitás?'), '/reply?key=');
  await eva.seeHeading('Contestar la pregunta');
  await eva.fill('Tu respuesta', 'Del último censo.');
  await eva.press('Enviar la respuesta');
  await eva.visit('/requests?q=arbolado');
  await eva.follow(/^Arbolado público/);
  await eva.see('Del último censo.');

  await lia.visit('/desk');
  await lia.follow(/^Arbolado público/);
  await lia.follow('Responder');
  await lia.tick(/^Publicado Los datos/);
  await lia.fill('Dirección', 'https://data.example.org/arbolado');
  await lia.fill('La respuesta', 'Acá está el censo completo.');
  await lia.press('Ver el correo antes de enviar');
  await lia.see('Todavía no se envió nada. Si está bien, confirmá abajo.');
  await lia.press('Responder');
  await lia.see('Listo: el pedido está respondido.');

  await eva.open(await eva.mail('Acá está el censo completo.'), '/verdict?key=');
  await eva.seeHeading('¿Resuelve lo que necesitabas?');
  await eva.tick('Sí, resuelve');
  await eva.press('Enviar mi opinión');
  await eva.visit('/requests?q=arbolado');
  await eva.follow(/^Arbolado público/);
  await eva.see(/resuelve|sirve/i);
};
