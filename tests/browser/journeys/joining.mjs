// Somebody needs what another asked for, says what for and from where, comments and thinks better of it; somebody else follows
// the request by mail and reports the comment. Neither has an account before.
import { confirm, enter } from '../tools/codes.mjs';

const WANTED = 'Turnos otorgados por hospital';

export default async ({ person, given }) => {
  const teo = await person('teo');
  await teo.visit(`/requests/${given.planned}`);
  await teo.follow('Yo también lo necesito');
  await teo.fill('Tu correo', teo.email);
  await teo.unfold('Contanos para qué');
  await teo.fill('¿Para qué lo necesitás?', 'Para una nota sobre las esperas.');
  await teo.tick('Que se pueda leer en la página del pedido, sin mi nombre');
  await teo.choose('¿Desde dónde lo pedís?', 'Periodismo');
  await teo.press('Sumar mi apoyo');
  await confirm(teo, 'Sumar mi apoyo');
  await teo.seeHeading('Sumamos tu apoyo');
  await teo.follow('Ver el pedido');
  await teo.see('Para una nota sobre las esperas.');

  await teo.follow('Comentar');
  await teo.fill('Tu comentario', 'Esperé tres meces.');
  await teo.fill('Tu correo', teo.email);
  await teo.press('Publicar el comentario');
  await confirm(teo, 'Publicar el comentario');
  await teo.seeHeading('Tu comentario está publicado');
  await enter(teo);
  await teo.inside('region', 'Lo que apoyás').follow(WANTED);
  await teo.follow('Ver, cambiar o denunciar');
  await teo.fill('Cambiá tu comentario', 'Esperé tres meses.');
  await teo.press('Guardar el cambio');
  await teo.seeHeading('Guardamos el cambio');

  const mia = await person('mia');
  await mia.visit(`/requests/${given.planned}`);
  await mia.see('Esperé tres meses.');
  await mia.seeNo('Esperé tres meces.');
  await mia.follow('Ver, cambiar o denunciar');
  await mia.seeHeading('Lo que decía antes');
  await mia.see('Esperé tres meces.');
  await mia.follow('Denunciar este comentario');
  await mia.tick('Agravios o acoso');
  await mia.fill('Contanos más', 'No es cierto.');
  await mia.press('Enviar la denuncia');
  await mia.seeHeading('Gracias por avisar');
  await mia.follow('Ver el pedido');
  await mia.follow('Seguir por correo');
  await mia.fill('Tu correo', mia.email);
  await mia.press('Seguir por correo');
  await confirm(mia, 'Seguir este pedido');
  await mia.seeHeading('Ya seguís este pedido');
};
