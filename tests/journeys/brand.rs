//! Whose site it is: what an installation sets is on its pages, and what it does not set is ours.

use std::sync::Arc;

use domain::locale::Locale;
use render::{Accent, Colour};
use testkit::{TestDatabase, on_both};
use web::{
    Brand, BrandSettings,
    brand::{Contact, Logo, LogoFormat},
};

use crate::app::{Answer, TestApp};

const NOW: &str = "2026-11-20T12:00:00Z";

fn of_a_town() -> Brand {
    Brand::new(BrandSettings {
        name: Some("Datos <b>de</b> Villa Ejemplo".into()),
        government: Some("Municipalidad de Villa Ejemplo".into()),
        contact: Some(Contact::Page(
            "https://villa.example.org/contacto".parse().unwrap(),
        )),
        legal: vec![(Locale::EsAr, "Licencia CC BY 4.0.".into())],
        accent: Some(Accent::of(Colour::parse("#0b6e4f").unwrap()).unwrap()),
        line: Colour::parse("#0b6e4f"),
        logo: Some(Logo {
            bytes: b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"/>".to_vec(),
            format: LogoFormat::Svg,
            ratio: 2.0,
        }),
        ..BrandSettings::default()
    })
}

/// What stands between two marks.
fn between<'a>(answer: &'a Answer, before: &str, after: &str) -> &'a str {
    let (_, rest) = answer
        .text
        .split_once(before)
        .unwrap_or_else(|| panic!("no {before} in {}", answer.text));
    rest.split_once(after).unwrap().0
}

on_both! {
    async fn a_town_puts_its_name_logo_and_colours_on_every_page(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.brand = Arc::new(of_a_town());
        app.at(NOW);
        for path in ["/", "/requests", "/about", "/sign-in", "/nothing"] {
            let page = app.anonymous().get(path).await;
            assert!(between(&page, "<title>", "</title>").ends_with(" · Datos &lt;b&gt;de&lt;/b&gt; Villa Ejemplo"), "{path}");
            assert!(between(&page, "class=\"navbar-brand\"", "</a>").contains("<strong>Datos &lt;b&gt;de&lt;/b&gt; Villa Ejemplo</strong>"));
            let footer = between(&page, "class=\"footer-legal\">", "</p>");
            assert_eq!(footer, "<strong>Municipalidad de Villa Ejemplo</strong> · Licencia CC BY 4.0.", "{path}");
            assert!(page.text.contains("<a href=\"https://villa.example.org/contacto\">villa.example.org/contacto</a>"));
        }
        let page = app.anonymous().get("/about").await;
        assert!(page.text.contains("La Municipalidad de Villa Ejemplo recibe acá pedidos"), "{}", page.text);
        let logo = app.anonymous().get(between(&page, "class=\"brand-logo\" src=\"", "\"")).await;
        assert_eq!((logo.status.as_u16(), logo.header("content-type")), (200, "image/svg+xml"));
        // Opened by itself it is a drawing and nothing else.
        assert!(logo.header("content-security-policy").ends_with("; sandbox"), "{:?}", logo.headers);
        assert!(page.text.contains("width=\"88\" height=\"44\" alt=\"\""));
        let sheet = app.anonymous().get(between(&page, ".css\">\n<link rel=\"stylesheet\" href=\"", "\"")).await;
        assert!(sheet.header("content-type").starts_with("text/css") && sheet.header("cache-control").contains("immutable"));
        assert!(sheet.text.contains("--accent:#0b6e4f") && sheet.text.contains("--mark:#0b6e4f"), "{}", sheet.text);
        let english = app.anonymous().with("accept-language", "en").get("/").await;
        assert!(between(&english, "class=\"footer-legal\">", "</p>").ends_with("· What is asked and what is answered is public and may be reused."));
        assert_eq!(app.anonymous().get("/api/v1/openapi.json").await.json()["info"]["title"], "Datos <b>de</b> Villa Ejemplo");
    }

    async fn what_is_not_set_is_ours(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let page = app.anonymous().get("/").await;
        assert!(between(&page, "<title>", "</title>").ends_with(" · Ventanilla"));
        assert!(between(&page, "class=\"navbar-brand\"", "</a>").contains("<strong>Ventanilla</strong> de datos"));
        for absent in ["brand-logo", "/assets/brand.", "Contacto:", "demo-note", "/mailbox"] {
            assert!(!page.text.contains(absent), "{absent}");
        }
        assert_eq!(app.anonymous().get("/assets/logo.svg").await.status, 404);
    }
}
