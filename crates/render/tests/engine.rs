//! The engine against templates of its own kind: escaping, safe HTML, formats, strictness.

#![expect(clippy::unwrap_used, reason = "a test stops where it breaks")]

use domain::locale::Locale;
use jiff::tz::TimeZone;
use render::{Engine, RenderError};
use serde::Serialize;

fn engine() -> Engine {
    Engine::new(&TimeZone::fixed(jiff::tz::offset(-3))).unwrap()
}

fn show(source: &str, name: &str, context: &impl Serialize) -> Result<String, RenderError> {
    engine().render_source(name, source, Locale::EsAr, context)
}

#[derive(Serialize)]
struct Context {
    text: &'static str,
    absent: Option<&'static str>,
    at: &'static str,
    day: &'static str,
    count: i64,
}

const CONTEXT: Context = Context {
    text: "<b>\"O'Higgins\" & Cía</b> https://a.b/c",
    absent: None,
    at: "2026-12-01T01:05:00Z",
    day: "2026-12-16",
    count: 1_234,
};

#[test]
fn html_is_escaped_and_text_is_not() {
    let source = "{{ text }}";
    assert_eq!(
        show(source, "a.html", &CONTEXT).unwrap(),
        "&lt;b&gt;&quot;O&#39;Higgins&quot; &amp; Cía&lt;/b&gt; https://a.b/c"
    );
    assert_eq!(
        show(source, "a.xml", &CONTEXT).unwrap(),
        show(source, "a.html", &CONTEXT).unwrap()
    );
    assert_eq!(show(source, "a.txt", &CONTEXT).unwrap(), CONTEXT.text);
}

#[test]
fn words_are_escaped_with_their_arguments() {
    let source = r#"{{ t("mail-fact-rating") }}|{{ t("mail-label", label=text) }}"#;
    let html = show(source, "a.html", &CONTEXT).unwrap();
    assert_eq!(
        html,
        "Puntaje|&lt;b&gt;&quot;O&#39;Higgins&quot; &amp; Cía&lt;/b&gt; https://a.b/c:"
    );
}

#[test]
fn markdown_is_safe_html() {
    let html = show("{{ text | markdown }}", "a.html", &CONTEXT).unwrap();
    assert!(
        html.starts_with("<p>&lt;b&gt;") && html.contains("<a href=\"https://a.b/c\""),
        "{html}"
    );
}

#[test]
fn formats() {
    for (source, wanted) in [
        ("{{ day | date }}", "16/12/2026"),
        ("{{ day | date_long }}", "16 de diciembre de 2026"),
        ("{{ at | date }}", "30/11/2026"),
        ("{{ at | moment }}", "30 de noviembre de 2026, 22:05"),
        (r#"{{ at | ago("2026-12-04T12:00:00Z") }}"#, "hace 4 días"),
        ("{{ count | number }}", "1.234"),
        (r#"{{ name("status", "planned") }}"#, "Con fecha prometida"),
        ("{{ lang }}", "es-AR"),
        (r#"{{ "a\n\nb" | quoted }}"#, "> a\n>\n> b"),
        ("{{ \"uno dos tres\" | excerpt(8) }}", "uno dos…"),
    ] {
        assert_eq!(show(source, "a.txt", &CONTEXT).unwrap(), wanted, "{source}");
    }
}

#[test]
fn what_is_not_there_stops_the_page() {
    for source in [
        "{{ missing }}",
        "{% if missing %}{% endif %}",
        "{{ absent }}",
        r#"{{ t("no-such-key") }}"#,
        r#"{{ t("mail-label") }}"#,
        r#"{{ t("mail-label", label=absent) }}"#,
        r#"{{ name("status", "no-such-status") }}"#,
        r#"{{ "yesterday" | date }}"#,
    ] {
        assert!(show(source, "a.html", &CONTEXT).is_err(), "{source}");
    }
    assert!(
        engine()
            .render("no/such/page.html", Locale::En, &CONTEXT)
            .is_err()
    );
}

#[test]
fn every_template_compiles() {
    engine().check().unwrap();
}
