// Somebody files a request that is like another one, with a file; signs in, adds a file, withdraws it, takes along what is
// kept of them, and goes for good. What they asked stays, without them.
import { confirm, enter } from '../tools/codes.mjs';

const WISH = 'Turnos otorgados por hospital y especialidad';
const WAYS = 'Lo que podés hacer con este pedido';
const table = (name) => ({ name, mimeType: 'text/csv', buffer: Buffer.from('hospital,turnos\nFernández,1200\n') });

export default async ({ person, world }) => {
  const eva = await person('eva');
  await eva.visit('/');
  await eva.fill('¿Qué dato necesitás?', WISH);
  await eva.press('Pedilo');
  await eva.seeHeading('Pedí un dato');
  await eva.seeIn('¿Qué dato necesitás?', WISH);
  await eva.fill('Tu correo', eva.email);
  await eva.unfold('Adjuntar archivos');
  await eva.attach('Elegí los archivos', table('turnos.csv'));
  if (world.javascript) {
    // While they type; without script, on a step after sending.
    await eva.fill('¿Qué dato necesitás?', `${WISH}.`);
    await eva.seeHeading('Puede que ya esté');
    await eva.see('Turnos otorgados por hospital');
    await eva.press('Enviar pedido');
  } else {
    await eva.press('Enviar pedido');
    await eva.seeHeading('Puede que ya esté');
    await eva.see('Turnos otorgados por hospital');
    await eva.see('turnos.csv');
    await eva.seeIn('¿Qué dato necesitás?', WISH);
    await eva.press('Lo mío es otra cosa: enviar pedido');
  }
  await confirm(eva, 'Presentar el pedido');
  await eva.seeHeading(/^Tu pedido es PD-/);
  await eva.follow('Ver el pedido');
  await eva.seeHeading(WISH);
  await eva.see('turnos.csv');

  await enter(eva);
  await eva.follow(WISH);
  await eva.inside('navigation', WAYS).follow('Agregar un archivo');
  await eva.attach('Elegí los archivos', table('camas.csv'));
  await eva.press('Agregar');
  await eva.see('camas.csv');
  await eva.follow('Ver el pedido');
  await eva.inside('navigation', WAYS).follow('Retirar el pedido');
  await eva.fill('¿Por qué lo retirás?', 'Ya lo encontré.');
  await eva.press('Retirar el pedido');
  await eva.seeHeading('El pedido queda retirado');

  await eva.visit('/me');
  const kept = JSON.parse(await eva.download('Bajar mis datos (JSON)'));
  if (!JSON.stringify(kept).includes(WISH)) throw new Error('what they asked is not in what they take along');
  await eva.follow('Borrar mi cuenta');
  await eva.fill('Tu dirección de correo', 'otra@example.org');
  await eva.press('Borrar mi cuenta para siempre');
  await eva.seeHeading('Hay un problema');
  await eva.fill('Tu dirección de correo', eva.email);
  await eva.press('Borrar mi cuenta para siempre');
  await eva.seeHeading('Tu cuenta está borrada');
  await eva.visit('/me');
  await eva.seeHeading('Ingresar');
  await eva.visit('/requests?q=especialidad');
  await eva.follow(WISH);
  await eva.see('Ya lo encontré.');
};
