// A liaison comes in to ten requests and leaves an empty desk, without a pointer: several at once where they are alike, one by
// one where they are not. With script there are keys for it; without, everything is reached by Tab.
import { enter } from '../tools/codes.mjs';

export default async ({ person, given }) => {
  const lia = await person('lia');
  await enter(lia);
  await lia.visit('/desk');
  await lia.seeHeading('Para hacer ahora');

  // Four of a kind get a date.
  if (lia.world.javascript) {
    await lia.strike('?');
    await lia.seeHeading('Atajos del teclado');
    await lia.strike('Escape');
    for (let count = 0; count < 4; count += 1) {
      await lia.strike('j');
      await lia.strike('x');
    }
    await lia.strike('b');
  } else {
    for (const title of given.promised) await lia.tick(`Elegir: ${title}`);
    await lia.press('Hacer algo con los elegidos');
  }
  await lia.seeHeading('4 pedidos elegidos');
  for (const title of given.promised) await lia.see(title);
  await lia.follow('Prometer una fecha');
  await lia.fill('¿Cuándo se publica?', '2026-12-30');
  await lia.fill('Mensaje para quien pidió', 'Los publicamos antes de fin de año.');
  await lia.press('Ver el correo antes de enviar');
  await lia.see('4 personas: quien pidió');
  await lia.press('Hacerlo en los 4');
  await lia.see('Prometer una fecha: listo en 4 pedidos.');

  // Three are not held by anybody.
  for (const title of given.absent) await lia.tick(`Elegir: ${title}`);
  await lia.press('Hacer algo con los elegidos');
  await lia.follow('Responder');
  await lia.tick(/^El dato no existe/);
  await lia.fill('La respuesta', 'Buscamos en todas las áreas y nadie los junta.');
  await lia.press('Hacerlo en los 3 sin ver el correo');
  await lia.see('Responder: listo en 3 pedidos.');

  // The others are each something else.
  await lia.follow(given.asked);
  await lia.follow('Preguntar');
  await lia.fill('¿Qué necesitás saber?', '¿De qué años?');
  if (lia.world.javascript) await lia.strike('Control+Enter');
  else await lia.press('Ver el correo antes de enviar');
  await lia.seeHeading('Qué correo va a salir');
  await lia.press('Preguntar');
  await lia.see(/Listo: la pregunta está hecha/);

  if (lia.world.javascript) await lia.strike('u');
  else await lia.visit('/desk');
  await lia.follow(given.started);
  await lia.unfold('Más');
  await lia.follow('Empezar a preparar');
  await lia.press('Empezar a preparar sin ver el correo');
  await lia.see(/Listo: el pedido está en preparación/);

  await lia.visit('/desk');
  await lia.follow(given.answered);
  await lia.follow('Responder');
  await lia.tick(/^Publicado Los datos/);
  await lia.fill('Dirección', 'https://data.example.org/camas');
  await lia.fill('La respuesta', 'Ya están publicadas.');
  await lia.press('Responder sin ver el correo');
  await lia.see(/Listo: el pedido está respondido/);

  await lia.visit('/desk');
  await lia.see('No hay nada para hacer ahora');
};
