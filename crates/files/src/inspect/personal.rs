//! What in a text points to a person: DNI, CUIT or CUIL, CBU, e-mail addresses, telephone numbers. By their check digits where
//! they have some, by the words or the column they stand under where not: amounts and years look alike.

use domain::attachment::FindingKind;

use super::Findings;

/// Characters before a number in which the word may stand that says what it is.
const CONTEXT: usize = 24;

/// What the cells of a column are, by its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Column {
    /// Anything.
    #[default]
    Other,
    /// Documents of identity.
    Dni,
    /// Telephone numbers.
    Phone,
}

impl Column {
    /// By its heading.
    pub fn of(heading: &str) -> Self {
        let heading = heading.to_lowercase();
        if heading.chars().count() > 60 {
            Self::Other
        } else if is_about_dni(&heading) {
            Self::Dni
        } else if is_about_phones(&heading) {
            Self::Phone
        } else {
            Self::Other
        }
    }
}

/// What was found of persons.
#[derive(Debug, Clone, Default)]
pub struct Personal(Findings);

impl Personal {
    /// Looks through running text.
    pub fn text(&mut self, text: &str) {
        self.addresses(text);
        let mut rest = text;
        let mut before = 0;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(') {
            let token = number(&rest[at..]);
            let begin = before + at;
            let alone = !text[..begin].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '@');
            if token.is_empty() {
                before = begin + 1;
            } else {
                before = begin + token.len();
                let behind =
                    text[before..].starts_with(|c: char| c.is_alphanumeric() || c == '@' || c == '_');
                if alone && !behind {
                    self.number(token, context(text, begin));
                }
            }
            rest = &text[before..];
        }
    }

    /// Looks at a cell of a column.
    pub fn cell(&mut self, text: &str, column: Column) {
        match column {
            Column::Dni if is_dni(text) => self.0.found(FindingKind::Dni),
            Column::Phone if is_phone_like(text) => self.0.found(FindingKind::Phone),
            Column::Dni | Column::Phone | Column::Other => self.text(text),
        }
    }

    /// Whether a cell of such a column points to a person.
    pub fn is(text: &str, column: Column) -> bool {
        match column {
            Column::Dni => is_dni(text),
            Column::Phone => is_phone_like(text),
            Column::Other => false,
        }
    }

    /// Counts something that was recognised elsewhere.
    pub fn found(&mut self, kind: FindingKind) {
        self.0.found(kind);
    }

    /// Adds what was found.
    pub fn into_findings(self, findings: &mut Findings) {
        for finding in self.0.into_vec() {
            findings.add(finding.kind, finding.count);
        }
    }

    fn number(&mut self, token: &str, context: &str) {
        if let Some(kind) = classify(token, context) {
            self.0.found(kind);
        } else if token.contains(' ') {
            // Several numbers in a row.
            for piece in token.split(' ').filter(|piece| !piece.is_empty()) {
                if let Some(kind) = classify(piece, context) {
                    self.0.found(kind);
                }
            }
        }
    }

    fn addresses(&mut self, text: &str) {
        for (at, _) in text.match_indices('@') {
            let local = text[..at].chars().next_back();
            let domain: String = text[at + 1..]
                .chars()
                .take(254)
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
                .collect();
            let domain = domain.trim_end_matches(['.', '-']);
            let has_local = local.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.'));
            let top = domain.rsplit_once('.').map(|(_, top)| top);
            let has_top =
                top.is_some_and(|top| top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic()));
            if has_local && has_top && !domain.starts_with('.') {
                self.0.found(FindingKind::Email);
            }
        }
    }
}

/// The number at the beginning of a text, with what stands between its digits; empty if there is none.
fn number(text: &str) -> &str {
    let mut end = 0;
    let mut apart = 0;
    for (at, c) in text.char_indices().take(40) {
        if c.is_ascii_digit() {
            end = at + 1;
            apart = 0;
        } else if matches!(c, '.' | '-' | ' ' | '(' | ')' | '+' | '/') && apart < 2 {
            apart += 1;
        } else {
            break;
        }
    }
    &text[..end]
}

fn context(text: &str, at: usize) -> &str {
    let mut begin = at.saturating_sub(CONTEXT);
    while !text.is_char_boundary(begin) {
        begin += 1;
    }
    text[begin..at].rsplit(['\n', '\r']).next().unwrap_or_default()
}

fn classify(token: &str, context: &str) -> Option<FindingKind> {
    let digits: Vec<u8> = token
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|byte| byte - b'0')
        .collect();
    if digits.len() < 7 {
        return None;
    }
    if is_cbu(&digits) {
        return Some(FindingKind::Cbu);
    }
    if is_cuit(&digits) && matches!(lengths(token).as_slice(), [11] | [2, 8, 1]) {
        return Some(FindingKind::Cuit);
    }
    let context = context.to_lowercase();
    if is_dni(token) && is_about_dni(&context) {
        return Some(FindingKind::Dni);
    }
    is_phone(token, &digits, &context).then_some(FindingKind::Phone)
}

fn lengths(token: &str) -> Vec<usize> {
    let groups = token.split(|c: char| !c.is_ascii_digit());
    groups.map(str::len).filter(|length| *length > 0).collect()
}

/// 30123456, 30.123.456 or 5.123.456.
fn is_dni(text: &str) -> bool {
    let text = text.trim();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain && matches!(lengths(text).as_slice(), [7 | 8] | [1 | 2, 3, 3]) && !text.starts_with('0')
}

/// The last digit is the check of the others, modulo 11.
fn is_cuit(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let [first, second, ..] = digits else { return false };
    if digits.len() != 11 || !matches!(first * 10 + second, 20 | 23..=27 | 30 | 33 | 34) {
        return false;
    }
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum();
    let check = (11 - sum % 11) % 11;
    digits.last().is_some_and(|last| u32::from(*last) == check)
}

/// Twenty-two digits in two blocks, each with its check digit.
fn is_cbu(digits: &[u8]) -> bool {
    const FIRST: [u32; 7] = [7, 1, 3, 9, 7, 1, 3];
    const SECOND: [u32; 13] = [3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3];
    let right = |block: &[u8], weights: &[u32]| {
        let sum: u32 = block
            .iter()
            .zip(weights)
            .map(|(digit, weight)| u32::from(*digit) * weight)
            .sum();
        block
            .last()
            .is_some_and(|last| u32::from(*last) == (10 - sum % 10) % 10)
    };
    digits.len() == 22
        && digits.iter().any(|digit| *digit != 0)
        && right(&digits[..8], &FIRST)
        && right(&digits[8..], &SECOND)
}

fn is_phone(token: &str, digits: &[u8], context: &str) -> bool {
    if token.contains(['.', '/']) {
        return false;
    }
    if token.starts_with("+54") {
        return (10..=13).contains(&digits.len());
    }
    let groups = lengths(token);
    let in_groups = matches!(groups.as_slice(), [.., 3..=4, 4]) && groups.len() >= 2;
    match digits.len() {
        8 => is_about_phones(context) && (groups.len() == 1 || in_groups),
        10 | 11 => {
            let area = token.trim_start_matches('(');
            (in_groups && area.starts_with(['0', '1', '2', '3'])) || is_about_phones(context)
        }
        _ => false,
    }
}

fn is_phone_like(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '/' | '.');
    (6..=14).contains(&digits) && text.trim().chars().all(plain)
}

fn is_about_dni(words: &str) -> bool {
    [
        "dni",
        "d.n.i",
        "documento",
        "nro_doc",
        "nro doc",
        "num_doc",
        "libreta cívica",
        "libreta de enrolamiento",
    ]
    .iter()
    .any(|word| has_word(words, word))
}

fn is_about_phones(words: &str) -> bool {
    [
        "tel",
        "tel.",
        "teléfono",
        "telefono",
        "teléfonos",
        "telefonos",
        "cel",
        "celular",
        "móvil",
        "movil",
        "whatsapp",
        "phone",
        "fono",
    ]
    .iter()
    .any(|word| has_word(words, word))
}

/// Whether a word stands there by itself, or as a part of a name with underscores.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + word.len()..].chars().next();
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
        apart(before) && apart(behind)
    })
}

#[cfg(test)]
mod tests {
    use domain::attachment::FindingKind::{self, Cbu, Cuit, Dni, Email, Phone};

    use super::{Column, Findings, Personal};

    fn found(text: &str) -> Vec<(FindingKind, i64)> {
        let mut personal = Personal::default();
        personal.text(text);
        let mut findings = Findings::default();
        personal.into_findings(&mut findings);
        findings
            .into_vec()
            .into_iter()
            .map(|one| (one.kind, one.count))
            .collect()
    }

    #[test]
    fn persons_are_found() {
        let cases: [(&str, &[(FindingKind, i64)]); 14] = [
            ("CUIT 20-12345678-6", &[(Cuit, 1)]),
            ("20123456786 y 27-12345678-0", &[(Cuit, 2)]),
            ("30500010912", &[(Cuit, 1)]),
            ("DNI 30.123.456", &[(Dni, 1)]),
            ("documento: 5123456", &[(Dni, 1)]),
            ("CBU 2850590940090418135201", &[(Cbu, 1)]),
            ("Escribime a ana.diaz+x@mail.example.org.", &[(Email, 1)]),
            ("Tel: 4321-8765", &[(Phone, 1)]),
            ("+54 9 11 4321-8765", &[(Phone, 1)]),
            ("(011) 4321-8765", &[(Phone, 1)]),
            ("11-4321-8765 / otra cosa", &[(Phone, 1)]),
            ("351 422-1234", &[(Phone, 1)]),
            ("cel 1143218765", &[(Phone, 1)]),
            ("a@example.org;b@example.org", &[(Email, 2)]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn amounts_dates_and_files_are_no_persons() {
        for text in [
            "12.345.678",
            "monto 30123456",
            "20-12345678-5",
            "2026-11-27 10:30",
            "27/11/2026",
            "2019-2020",
            "EX-2024-12345678-GCABA",
            "2850590940090418135202",
            "@usuario y a@b",
            "Ley 104, art. 1234567",
            "0000000000000000000000",
            "-34.603722, -58.381592",
            "año 2020 2021 2022",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_heading_says_what_a_column_is() {
        let kinds = [
            "DNI",
            "nro_documento",
            "Teléfono",
            "tel_contacto",
            "monto",
            "hotel",
            "dniester",
        ];
        assert_eq!(
            kinds.map(Column::of),
            [
                Column::Dni,
                Column::Dni,
                Column::Phone,
                Column::Phone,
                Column::Other,
                Column::Other,
                Column::Other
            ]
        );
    }
}
