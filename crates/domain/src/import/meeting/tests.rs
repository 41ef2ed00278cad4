use super::*;

const HEAD: &str = "Pedido;Tema;Quién lo dijo;Correo;A quién más le sirve";
const BODY: &str = "Camas de terapia por hospital y por mes";

fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    vocabulary.add(Column::Theme, "Salud", "health");
    vocabulary.add(Column::Theme, "health", "health");
    vocabulary.add(Column::Kind, "Actualización", "update");
    vocabulary.add_example("Esto es un ejemplo.");
    vocabulary
}

fn read(text: &str) -> Meeting {
    meeting(text, &vocabulary()).unwrap()
}

fn addresses(voiced: &Voiced) -> Vec<(&str, &str)> {
    let one = |it: &'_ Attendee| (it.name.clone(), it.email.as_str().to_owned());
    let all: Vec<(String, String)> = voiced.attendees.iter().map(one).collect();
    all.into_iter()
        .map(|(name, email)| (&*name.leak(), &*email.leak()))
        .collect()
}

fn problems(text: &str) -> Vec<(Option<Column>, CellCode, String)> {
    let row = read(text).rows.remove(0);
    let told = |problem: CellProblem| (problem.column, problem.code, problem.value);
    row.result.unwrap_err().into_iter().map(told).collect()
}

#[test]
fn a_row_says_what_and_who() {
    let text = format!(
        "{HEAD}\r\n\"{BODY},\r\ndesde 2019\";SALUD;Marta;marta@example.org;\"ana@example.org; Beto Díaz <beto@Example.org>\r\nMARTA@example.org ana@example.org\"\r\n;;;;\r\n{BODY};;;;x"
    );
    let table = read(&text);
    let lines: Vec<u64> = table.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 6], "empty lines are none, broken ones are counted");
    let voiced = table.rows[0].result.as_ref().unwrap();
    assert_eq!(voiced.new.body, format!("{BODY},\ndesde 2019"));
    assert_eq!(voiced.new.theme.as_deref(), Some("health"));
    assert_eq!(voiced.name.as_deref(), Some("Marta"));
    assert_eq!(voiced.email.as_ref().unwrap().as_str(), "marta@example.org");
    assert_eq!(
        addresses(voiced),
        [("", "ana@example.org"), ("Beto Díaz", "beto@example.org")],
        "each once, and not whoever voiced it"
    );
    assert!(table.rows[1].result.is_err());
}

#[test]
fn every_separator_and_both_languages() {
    for delimiter in [",", ";", "\t"] {
        for head in [
            "Pedido|Título|Sector",
            "request|Title|sector",
            " TEXT |titulo|Sector",
        ] {
            let text = format!("\u{feff}{head}\n{BODY}|Camas de terapia|").replace('|', delimiter);
            let table = read(&text);
            let new = &table.rows[0].result.as_ref().unwrap().new;
            assert_eq!(
                (new.body.as_str(), new.title.as_str()),
                (BODY, "Camas de terapia"),
                "{text}"
            );
        }
    }
    let table = read(&format!("pedido\n{BODY}, por turno; y \"por mes\"\n"));
    let alone = &table.rows[0].result.as_ref().unwrap().new.body;
    assert_eq!(*alone, format!("{BODY}, por turno; y \"por mes\""));
    let table = read("Pedido;Comuna;Qué corregir\nCamas de terapia por hospital;1;x");
    assert_eq!(table.unread, ["Comuna"]);
}

#[test]
fn what_is_wrong_is_told_by_its_cell() {
    use {CellCode as C, Column::*};
    assert_eq!(
        problems("pedido;tema\ncorto;Salu"),
        [
            (Some(Body), C::TooShort, "corto".into()),
            (Some(Theme), C::UnknownValue, "Salu".into())
        ]
    );
    assert_eq!(
        problems(&format!("pedido;tipo\n{BODY};actualizacion")),
        [(Some(Dataset), C::Required, String::new())]
    );
    assert_eq!(
        problems(&format!(
            "pedido,correo,asistentes\n{BODY},marta@,ana@example.org beto"
        )),
        [
            (Some(Email), C::NotAnEmail, "marta@".into()),
            (Some(Attendees), C::NotAnEmail, "ana@example.org beto".into())
        ]
    );
    assert_eq!(
        problems(&format!("pedido,tema\n{BODY},Salud,ana@example.org")),
        [(None, C::WrongColumns, "3".into())]
    );
    assert_eq!(problems("pedido\n\"esto  es un EJEMPLO.\"").len(), 1);
    let many: Vec<String> = (0..101).map(|n| format!("a{n}@example.org")).collect();
    let many = problems(&format!("pedido,asistentes\n{BODY},{}", many.join(" ")));
    assert_eq!(many, [(Some(Attendees), C::TooMany, "101".into())]);
}

#[test]
fn what_is_no_table_is_told_as_a_whole() {
    let wrong = |text: &str| meeting(text, &vocabulary()).unwrap_err();
    assert_eq!(wrong(""), MeetingError::Empty);
    assert_eq!(wrong("pedido;tema\n\n"), MeetingError::Empty);
    assert_eq!(
        wrong("Comuna;Tema\n1;Salud"),
        MeetingError::NoBody(vec!["Comuna".into(), "Tema".into()])
    );
    assert_eq!(
        wrong("pedido;texto\na;b"),
        MeetingError::DoubleColumn("texto".into())
    );
    assert_eq!(wrong(&"x".repeat(LARGEST_MEETING + 1)), MeetingError::TooLarge);
    let many = format!("pedido\n{}", format!("{BODY}\n").repeat(MOST_ROWS + 1));
    assert_eq!(wrong(&many), MeetingError::TooManyRows(MOST_ROWS + 1));
    assert_eq!(
        read(&format!("pedido\n{}", format!("{BODY}\n").repeat(MOST_ROWS)))
            .rows
            .len(),
        MOST_ROWS
    );
}

#[test]
fn spreadsheets_write_in_three_ways() {
    let text = "año “x” €";
    assert_eq!(decode(format!("\u{feff}{text}").as_bytes()).unwrap(), text);
    assert_eq!(decode(b"a\xF1o \x93x\x94 \x80").unwrap(), text);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decode(&[&b"\xFF\xFE"[..], &wide].concat()).unwrap(), text);
    assert_eq!(decode(b"PK\x03\x04\0\0"), None);
    assert!(same_words("Padrón  ELECTORAL\n", "padron electoral"));
}
