// What a story does by a code from a mail, the same way each time.

/** Proves the address: reads the code and presses what then happens. */
export async function confirm(person, button) {
  await person.seeHeading('Confirmá tu correo');
  await person.fill('Código de 6 números', (await person.mail('código')).code);
  await person.press(button);
}

/** Signs in by code; ends on the person's own page. */
export async function enter(person) {
  await person.visit('/sign-in?next=/me');
  await person.fill('Tu correo', person.email);
  await person.press('Mandarme el correo');
  await person.seeHeading('Mirá tu correo');
  await person.fill('Código de 6 números', (await person.mail('código')).code);
  await person.press('Ingresar');
  await person.seeAddress('/me');
}
