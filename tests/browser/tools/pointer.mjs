// Somebody with a mouse or a finger.

/** How they act on a control. */
export function pointer() {
  return {
    activate: (control) => control.click(),
    fill: (control, text) => control.fill(text),
    tick: (control, on) => control.setChecked(on),
    choose: (control, option) => control.selectOption({ label: option }),
    attach: (control, files) => control.setInputFiles(files),
  };
}
