use std::{collections::BTreeMap, fs::File};

use jiff::{
    civil::{Date, date},
    tz::TimeZone,
};
use proptest::prelude::*;

use super::{FileError, HolidayRow, ImportedRequest, Map, Row, RowProblem, holidays, requests, slug};
use crate::{
    person::Sector,
    status::{Ground, Outcome},
};

const TODAY: Date = date(2026, 11, 20);

fn zone() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(-3))
}

fn small(csv: &str) -> Vec<Row> {
    let map = Map::parse(include_str!("fixtures/small.toml")).unwrap();
    requests(csv.as_bytes(), &map, TODAY, zone())
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

fn codes(row: &Row) -> Vec<String> {
    let text = |problem: &RowProblem| format!("{} {}", problem.column, problem.code);
    row.result
        .as_ref()
        .map_or_else(|problems| problems.iter().map(text).collect(), |_| Vec::new())
}

#[test]
fn a_row_becomes_a_request() {
    let rows = small(include_str!("fixtures/small.csv"));
    let first = rows[0].result.as_ref().unwrap();
    assert_eq!((rows[0].line, first.key.as_str()), (2, "small/1"));
    assert_eq!(first.title, "Presupuesto ejecutado por hospital");
    assert_eq!(
        first.body,
        "Presupuesto ejecutado por hospital\n\nPor mes, en CSV."
    );
    assert_eq!(
        (first.purpose.as_deref(), first.requester.as_deref()),
        (Some("Una nota"), Some("Ana Díaz"))
    );
    assert_eq!(
        (first.received_on, first.end.on),
        (date(2018, 9, 3), Some(date(2018, 9, 24)))
    );
    assert_eq!(
        (first.theme.as_deref(), first.sector),
        (Some("budget"), Sector::Citizen)
    );
    assert_eq!(first.area.as_ref().unwrap().slug, "ministerio-de-salud");
    assert_eq!(
        (first.end.outcome, first.end.message.as_str()),
        (Outcome::Published, "Publicado.")
    );
    assert_eq!(
        first.end.evidence.url.as_deref(),
        Some("https://example.org/datos")
    );
    assert!(first.original.starts_with("id: 1\nreceived: 03/09/2018\n"));

    let second = rows[1].result.as_ref().unwrap();
    assert_eq!(
        (second.title.as_str(), second.body.as_str()),
        ("Corto Expediente: 2", "Corto\n\nExpediente: 2")
    );
    let area = second.area.as_ref().unwrap();
    assert_eq!(
        (area.slug.as_str(), area.name.as_str()),
        (
            "agencia-de-proteccion-ambiental",
            "Agencia de Protección Ambiental"
        )
    );
    assert_eq!((second.theme.as_deref(), second.sector), (None, Sector::Unknown));
    assert_eq!(second.end.evidence.ground, Some(Ground::PersonalData));
    assert_eq!(
        (second.end.on, second.end.message.as_str()),
        (Some(date(2018, 12, 31)), "Denegada. Sin fecha.")
    );
}

#[test]
fn what_is_wrong_with_a_row_is_said() {
    let rows = small(include_str!("fixtures/small.csv"));
    let refused: Vec<String> = rows.iter().skip(2).map(|row| codes(row).join(", ")).collect();
    assert_eq!(
        refused,
        [
            "received not_a_date",
            "answered before_reception",
            "topic unknown_value, state unknown_value",
            "url empty",
            "id duplicate_key",
            "id empty",
            "requester email",
            "",
            "received in_the_future",
            " wrong_columns",
            "body too_short, received empty",
            "state contradiction",
            "url not_a_url",
        ]
    );
}

#[test]
fn addresses_of_people_do_not_come_in() {
    let rows = small(include_str!("fixtures/small.csv"));
    let found = rows
        .iter()
        .find(|row| row.key == "small/9")
        .unwrap()
        .result
        .as_ref()
        .unwrap();
    assert_eq!(found.body, "Escribanme a […], por favor");
    assert!(!format!("{found:?}").contains('@'));
    assert_eq!(
        super::text::clean("a@b.org/c@d.org; josé@x.org <E@x.ar>. @usuario a@b"),
        "[…]/[…]; […] <[…]>. @usuario a@b"
    );
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let map = Map::parse(include_str!("fixtures/small.toml")).unwrap();
    let mut csv = include_str!("fixtures/small.csv")
        .lines()
        .next()
        .unwrap()
        .as_bytes()
        .to_vec();
    csv.extend_from_slice(b"\n1;\xff;;;;;;;;;;;\n");
    let rows: Vec<Row> = requests(csv.as_slice(), &map, TODAY, zone())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(codes(&rows[0]), [" not_utf8"]);
}

#[test]
fn a_file_without_the_columns_is_refused_whole() {
    let map = Map::parse(include_str!("fixtures/small.toml")).unwrap();
    let Err(FileError::MissingColumns { missing, .. }) =
        requests("id;received\n".as_bytes(), &map, TODAY, zone())
    else {
        panic!("it was read");
    };
    assert!(missing.contains(&"subject".to_owned()) && !missing.contains(&"id".to_owned()));
    let double = requests("id;id\n".as_bytes(), &map, TODAY, zone());
    assert!(matches!(double, Err(FileError::DoubleColumn(_))));
}

#[test]
fn a_mapping_is_strict() {
    let good = include_str!("fixtures/small.toml");
    let error = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        Map::parse(&good.replace(from, to)).unwrap_err().to_string()
    };
    let unknown = error("[body]", "[body]\nparagraphs = []");
    assert!(
        unknown.contains("unknown field `paragraphs`, expected one of `parts`, `when_short`, `needs`"),
        "{unknown}"
    );
    let unknown = error("format = \"dmy\" }", "order = \"dmy\" }");
    assert!(
        unknown.contains("unknown field `order`, expected `column` or `format`"),
        "{unknown}"
    );
    let unknown = error("outcome = \"published\"", "outcome = \"given\"");
    assert!(
        unknown.contains("unknown variant `given`, expected one of `published`"),
        "{unknown}"
    );
    assert!(error("url = \"{link}\"\n", "").contains("needs `dataset or url`"));
    assert!(error("ground = \"personal_data\"\n", "").contains("needs `ground`"));
    assert!(error("ground =", "url = \"{link}\"\nground =").contains("has no use for `url`"));
    assert!(error("message = \"Publicado.\"\n", "").contains("needs `message`"));
    assert!(error("pending = true", "pending = false").contains("either `pending = true` or an `outcome`"));
    assert!(error("\"citizen\"", "\"neighbour\"").contains("is not a known key"));
    assert!(error("source = \"small\"", "source = \"Small file\"").contains("lower case"));
    assert!(error("\"{subject}\"\npurpose", "\"{subject\"\npurpose").contains("`{` without `}`"));
}

#[test]
fn names_become_addresses() {
    assert_eq!(
        slug("Ministerio de Niñez, Géneros y «Ñandúes» (2015)"),
        "ministerio-de-ninez-generos-y-nandues-2015"
    );
    assert_eq!(slug("¿?"), "");
}

#[test]
fn long_titles_end_at_a_sentence_or_a_word() {
    use super::text::shortened;
    assert_eq!(
        shortened("Primero lo justo. Después lo otro", 20),
        "Primero lo justo"
    );
    assert_eq!(shortened("Lo de la pcia. Formosa", 20), "Lo de la pcia…");
    assert_eq!(shortened("Todo lo que haya, sobre todo", 20), "Todo lo que haya…");
    assert_eq!(shortened(&"x".repeat(200), 150).chars().count(), 150);
}

#[test]
fn dates_are_read_as_written() {
    use super::column_date::Format::{Dmy, Iso, Mdy};
    let zone = zone();
    assert_eq!(
        Iso.read("2015-01-08T00:00:00-03:00", &zone),
        Some(date(2015, 1, 8))
    );
    assert_eq!(Iso.read("2015-01-08T02:00:00Z", &zone), Some(date(2015, 1, 7)));
    assert_eq!(
        Iso.read("2018-09-17 00:00:00.000", &zone),
        Some(date(2018, 9, 17))
    );
    assert_eq!(Dmy.read("21/01/2015", &zone), Some(date(2015, 1, 21)));
    assert_eq!(Mdy.read("1/21/2015", &zone), Some(date(2015, 1, 21)));
    for (format, bad) in [
        (Iso, "20150108"),
        (Iso, "2015-02-30"),
        (Iso, "1/8/2015"),
        (Dmy, "1/21/2015"),
        (Dmy, "1/2/15"),
        (Mdy, "+1/2/2015"),
        (Iso, "0015-01-01"),
    ] {
        assert_eq!(format.read(bad, &zone), None, "{bad}");
    }
}

#[test]
fn a_calendar_is_read_line_by_line() {
    let rows = holidays("\u{feff}extra,date,name\n1,2026-12-09,Asueto\n2,ayer,\n3,2026-12-24, \n".as_bytes())
        .unwrap();
    let day = rows[0].result.as_ref().unwrap();
    assert_eq!(
        (day.on, day.name.as_str(), day.name_en.as_deref()),
        (date(2026, 12, 9), "Asueto", None)
    );
    let wrong = |row: &HolidayRow| {
        row.result
            .as_ref()
            .unwrap_err()
            .iter()
            .map(|p| format!("{} {}", p.column, p.code))
            .collect::<Vec<_>>()
    };
    assert_eq!(wrong(&rows[1]), ["date not_a_date", "name empty"]);
    assert_eq!(
        (rows[2].line, wrong(&rows[2])),
        (4, vec!["name empty".to_owned()])
    );
    assert!(matches!(
        holidays("day,name\n".as_bytes()),
        Err(FileError::MissingColumns { .. })
    ));
}

#[test]
fn the_399_national_requests_are_all_accounted_for() {
    let map = Map::parse(include_str!("../../../../examples/foi-argentina-2015.toml")).unwrap();
    let Some(path) = crate::seed::tests::shared("foi-argentina-2015/acceso-a-la-informacion-publica.csv")
    else {
        return;
    };
    let rows: Vec<Row> = requests(File::open(path).unwrap(), &map, TODAY, zone())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(rows.len(), 399);

    let refused = |code: &str| -> Vec<&str> {
        let mine = rows
            .iter()
            .filter(|row| codes(row).iter().any(|problem| problem.ends_with(code)));
        mine.map(|row| row.key.trim_start_matches("foi-argentina-2015/"))
            .collect()
    };
    // Neither a subject nor a category; and answers older than the request.
    assert_eq!(refused("empty"), ["288", "362", "364", "365", "372", "375"]);
    assert_eq!(refused("before_reception"), ["214", "290", "403"]);

    let read: Vec<&ImportedRequest> = rows.iter().filter_map(|row| row.result.as_ref().ok()).collect();
    let mut ends: BTreeMap<String, usize> = BTreeMap::new();
    for request in &read {
        let end = if request.pending {
            "pending"
        } else {
            request.end.outcome.as_str()
        };
        *ends.entry(end.to_owned()).or_default() += 1;
        assert!(
            request.end.on.is_some_and(|on| on >= request.received_on),
            "{}",
            request.key
        );
        assert!(
            request.area.is_some() && !request.end.message.is_empty(),
            "{}",
            request.key
        );
        assert!(
            request.original.contains("condicion_de_respuesta: "),
            "{}",
            request.key
        );
    }
    assert_eq!(read.len(), 390);
    assert_eq!(
        format!("{ends:?}"),
        r#"{"available_elsewhere": 260, "not_held": 7, "not_suitable": 2, "out_of_scope": 45, "pending": 76}"#
    );
    let themed = |key: &str| {
        read.iter()
            .filter(|request| request.theme.as_deref() == Some(key))
            .count()
    };
    let priority = [
        "budget",
        "purchasing_hiring",
        "payroll_salaries",
        "official_advertising",
    ]
    .map(themed);
    assert_eq!(priority, [39, 21, 12, 14]);
    // The only row without a subject that says something.
    let request = read
        .iter()
        .find(|request| request.key == "foi-argentina-2015/296")
        .unwrap();
    assert_eq!(
        request.title,
        "Contrataciones, licitaciones y concesiones públicas"
    );
    assert_eq!(
        request.body,
        "Rubro: Contrataciones, licitaciones y concesiones públicas"
    );
}

proptest! {
    #[test]
    fn no_file_makes_it_panic(csv in "[a-z;,\"\n{}0-9/-]{0,300}") {
        let _ = holidays(csv.as_bytes());
        let first = include_str!("fixtures/small.csv").lines().next().unwrap();
        for row in small(&format!("{first}\n{csv}")) {
            prop_assert!(row.result.is_ok() || !row.result.unwrap_err().is_empty());
        }
    }

    #[test]
    fn no_mapping_makes_it_panic(toml in "\\PC{0,200}") {
        let _ = Map::parse(&toml);
    }
}
