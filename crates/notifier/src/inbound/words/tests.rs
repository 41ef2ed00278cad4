use super::own_words;

const HOST: &str = "datos.example.org";

#[track_caller]
fn words(text: &str) -> String {
    own_words(text, HOST)
}

#[test]
fn what_is_quoted_is_left_out() {
    for quoted in [
        "\n\nEl lun, 23 nov 2026 a las 10:15, Ventanilla (<datos@example.org>) escribió:\n\n> ¿De qué años?\n> secreto",
        "\n\nEl lun, 23 nov 2026 a las 10:15, Ventanilla\n(<datos@example.org>) escribió:\n> secreto",
        "\n\nEl lun, 23 de nov. de 2026 10:15 a. m., Ventanilla <\ndatos@example.org> escribió:\n\nsecreto sin marcas",
        "\n\nOn Mon, Nov 23, 2026 at 10:15 AM Ventanilla <datos@example.org> wrote:\n> secreto",
        "\n\nOn Mon, Nov 23, 2026 at 10:15 AM\nVentanilla <datos@example.org>\nwrote:\n> secreto",
        "\n\n-----Mensaje original-----\nDe: Ventanilla\nsecreto",
        "\n\n-----Original Message-----\nsecreto",
        "\n\n---------- Forwarded message ---------\nsecreto",
        "\n________________________________\nDe: Ventanilla <datos@example.org>\nEnviado: lunes\nsecreto",
        "\n\nDe: Ventanilla <datos@example.org>\nEnviado el: lunes, 23 de noviembre\nPara: Ana\nAsunto: Pregunta\n\nsecreto",
        "\n\n*De:* Ventanilla <datos@example.org>\n*Enviado:* lunes\n*Para:* Ana\n\nsecreto",
        "\n\nFrom: Ventanilla\nSent: Monday\nTo: Ana\nSubject: Question\n\nsecreto",
        "\n\n-- \nAna Díaz\nTel. 11 5555-secreto",
        "\n--\nAna secreto",
        "\n\nEnviado desde mi iPhone\n\n> secreto",
        "\n\nSent from my Galaxy\nsecreto",
        "\nVentanilla wrote:\n> secreto",
        "\n> secreto",
        "\n   > secreto",
    ] {
        assert_eq!(
            words(&format!("De 2019 a 2024.\n¡Gracias!{quoted}")),
            "De 2019 a 2024.\n¡Gracias!",
            "{quoted}"
        );
        assert_eq!(words(&quoted.replace('\n', "\r\n")), "", "{quoted}");
    }
}

#[test]
fn an_answer_below_or_between_is_kept() {
    let below =
        "El lun, 23 nov 2026, Ventanilla <datos@example.org> escribió:\n> ¿De qué años?\n\nDe 2019 a 2024.\n";
    assert_eq!(words(below), "De 2019 a 2024.");
    let between = "Hola:\n\n> ¿De qué años?\n\nDe 2019.\n\n\n> ¿Por mes?\nSí.\n";
    assert_eq!(words(between), "Hola:\n\nDe 2019.\n\nSí.");
}

#[test]
fn what_only_looks_like_a_quotation_is_kept() {
    for text in [
        "De: 2019 a 2024, por favor.",
        "De qué: sueldos.\nPara qué: una nota.",
        "El ministro lo escribió: está en el boletín.",
        "El ministro escribió:\nno hay datos.",
        "Uso esto:\n- meses\n- hospitales",
        "Para: medicamentos\nEl resto igual.",
        "A - B -- C",
        "2 + 2 > 3",
    ] {
        assert_eq!(words(text), text);
    }
}

#[test]
fn nothing_that_was_for_one_is_for_all() {
    for (text, expected) in [
        (
            "Escribime a ana.diaz@ong.example.org.",
            "Escribime a a***@ong.example.org.",
        ),
        ("<mailto:ana@ong.example.org>", "<mailto:a***@ong.example.org>"),
        (
            "Ana<ana@x.example>,leo@y.example;z",
            "Ana<a***@x.example>,l***@y.example;z",
        ),
        (
            "Ver https://datos.example.org/requests/PD-2026-000001/reply?key=AbC-_9",
            "Ver https://datos.example.org/requests/PD-2026-000001/reply…",
        ),
        (
            "HTTPS://DATOS.EXAMPLE.ORG/confirm?TOKEN=abc",
            "HTTPS://DATOS.EXAMPLE.ORG/confirm…",
        ),
        (
            "https://scan.example/?u=https%3A%2F%2Fdatos.example.org%2Freply%3Fkey%3DAbC",
            "https://scan.example/…",
        ),
        ("responder+abcdef@datos.example.org", "r***@datos.example.org"),
        (
            "https://otro.example/buscar?q=1",
            "https://otro.example/buscar?q=1",
        ),
        ("@ana y a@b", "@ana y …@b"),
        ("@ana@x.example", "…"),
        ("ana@x.exampleleo@y.exampleeva@z.example,", "…,"),
    ] {
        assert_eq!(words(text), expected);
    }
}

#[test]
fn odd_letters_do_no_harm() {
    assert_eq!(
        words("ho\0la\u{202e}\u{200b}\u{7} ñandú\u{a0}sí"),
        "hola ñandú sí"
    );
    assert_eq!(words(""), "");
    assert_eq!(words("\r\n\r\r\n"), "");
    assert_eq!(words(&"@".repeat(5_000)), "…");
    let long = "a ".repeat(200_000);
    assert_eq!(words(&long).len(), long.trim().len());
}
