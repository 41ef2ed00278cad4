// Somebody who was never here asks for data: two fields and a code, on three pages, and nothing else is asked of them.
import { confirm } from '../tools/codes.mjs';

export default async ({ person }) => {
  const kim = await person('kim');
  await kim.visit('/requests/new');
  await kim.seeFields(['¿Qué dato necesitás?', 'Tu correo']);
  await kim.fill('¿Qué dato necesitás?', 'Luminarias por cuadra, con su potencia.');
  await kim.fill('Tu correo', kim.email);
  await kim.press('Enviar pedido');
  await kim.seeHeading('Confirmá tu correo');
  await kim.seeFields(['Código de 6 números']);
  await confirm(kim, 'Presentar el pedido');
  await kim.seeHeading('Tu pedido es PD-2026-000001');
  await kim.seePassed(['/requests/new', '/confirm', '/requests/PD-2026-000001/filed']);
};
