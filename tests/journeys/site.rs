//! Whose site it is, said in the browser: it is on every page and in every mail at once, what the machine has set goes before
//! it, and what could not be read is not taken.

use std::sync::Arc;

use render::Colour;
use testkit::{TestDatabase, on_both};
use web::{Brand, BrandSettings};

use crate::{app::TestApp, browser::Browser, counter::signed_in, post};

const SVG: &[u8] =
    b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"><path d=\"M0 0h2v1H0z\"/></svg>";

async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    app
}

/// The stylesheet of the site's own colours that a page names.
fn sheet(html: &str) -> Option<String> {
    let links = html.split("<link rel=\"stylesheet\" href=\"").skip(1);
    let mut addresses = links.filter_map(|rest| rest.split('"').next());
    let own = addresses.find(|address| !address.contains("/assets/app."));
    own.map(|address| address.replace("&amp;", "&"))
}

/// It is somewhere on the page, its header and foot among them.
fn shows(page: &Browser, html: &str) {
    assert!(page.html().contains(html), "no {html} in {}", page.html());
}

on_both! {
    async fn an_admin_says_whose_site_it_is(db: TestDatabase) {
        let app = office(&db).await;
        let mut other = TestApp::new(&db).await;
        other.at("2026-11-20T12:00:00Z");
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/audit").await;
        ada.follow(&app, "Textos e imagen del sitio").await;
        let texts = [
            ("site_name", "Datos <b>de</b> Villa"),
            ("government", "Municipalidad de Villa"),
            ("contact", "datos@villa.example"),
            ("intro_es", "Pedí **lo que falta** <script>alert(1)</script>."),
            ("about_es", "Responde la Secretaría.\n\n- [La norma](https://example.org/norma)"),
            ("legal_es", "Licencia CC BY 4.0."),
            ("accent", "#0b6e4f"),
            ("header_line", "#0b6e4f"),
        ];
        ada.press(&app, "Ver cómo queda", &texts).await;
        assert_eq!(ada.status(), 200);
        ada.sees("Así quedaría");
        shows(&ada, "<strong>Datos &lt;b&gt;de&lt;/b&gt; Villa</strong>");
        shows(&ada, "Licencia CC BY 4.0.</p>");
        let preview = sheet(ada.html()).unwrap();
        let css = ada.take(&app, &preview).await;
        assert!(css.header("content-type").starts_with("text/css") && css.text.contains("--accent:#0b6e4f"), "{preview}: {}", css.text);
        let mut leo = Browser::new();
        leo.visit(&app, "/").await;
        assert!(!leo.html().contains("Villa"));
        ada.press(&app, "Guardar", &[]).await;
        ada.sees("ya se ve");

        // In this process, and in any other.
        for app in [&app, &other] {
            let mut leo = Browser::new();
            leo.visit(app, "/").await;
            shows(&leo, "<strong>Datos &lt;b&gt;de&lt;/b&gt; Villa</strong>");
            leo.sees("Pedí lo que falta");
            shows(&leo, "href=\"mailto:datos@villa.example\"");
            shows(&leo, "<strong>Municipalidad de Villa</strong> · Licencia CC BY 4.0.</p>");
            assert!(leo.html().contains("<strong>lo que falta</strong>") && !leo.html().contains("<script>alert"));
            let css = leo.take(app, &sheet(leo.html()).unwrap()).await;
            assert!(css.status == 200 && css.text.contains("--mark:#0b6e4f"), "{}", css.text);
            leo.visit(app, "/about").await;
            leo.sees("Quién responde");
            assert!(leo.html().contains("href=\"https://example.org/norma\""));
            let mut amy = Browser::in_language("en");
            amy.visit(app, "/").await;
            shows(&amy, "<strong>Datos &lt;b&gt;de&lt;/b&gt; Villa</strong>");
            amy.misses("Pedí lo que falta");
        }
        let catalogue = app.anonymous().get("/data.json").await.json();
        assert_eq!((&catalogue["title"], &catalogue["publisher"]["name"]), (&"Datos <b>de</b> Villa".into(), &"Municipalidad de Villa".into()));
        app.file("ana").await;
        let mails = post::deliver(&app).await;
        assert!(mails[0].text.contains("Datos <b>de</b> Villa") && mails[0].text.contains("Municipalidad de Villa"), "{}", mails[0].text);

        // What is there already changes nothing, and what is blank is ours again.
        ada.visit(&app, "/admin/site").await;
        ada.press(&app, "Guardar", &[]).await;
        ada.sees("no cambió nada");
        ada.press(&app, "Guardar", &[("site_name", ""), ("accent", "")]).await;
        leo.visit(&other, "/").await;
        shows(&leo, "<strong>Ventanilla</strong>");
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Cambió los textos o la imagen del sitio");
        ada.sees("site_name, accent");
    }

    async fn what_cannot_be_read_is_not_taken_and_nothing_typed_is_lost(db: TestDatabase) {
        let app = office(&db).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/site").await;
        let typed = [
            ("site_name", "Datos de Villa"),
            ("contact", "javascript:alert(1)"),
            ("accent", "#ffee00"),
            ("accent_dark", "#102030"),
            ("header_line", "verde"),
            ("about_es", "Somos nosotros."),
        ];
        for button in ["Ver cómo queda", "Guardar"] {
            ada.press(&app, button, &typed).await;
            assert_eq!(ada.status(), 422);
            ada.sees("Escribí una dirección de correo");
            ada.sees("No se podría leer: su contraste es de 1,");
            ada.sees("No se podría leer en páginas oscuras");
            ada.sees("No es un color");
            for (field, text) in typed {
                assert_eq!(ada.value(field).unwrap(), text, "{field}");
            }
            assert_eq!(sheet(ada.html()), None);
        }
        let long = "x".repeat(81);
        ada.press(&app, "Guardar", &[("site_name", &long), ("contact", ""), ("accent", ""), ("accent_dark", ""), ("header_line", "")]).await;
        assert_eq!(ada.status(), 422);
        // The sheet of a preview takes nothing but colours.
        let css = ada.take(&app, "/admin/site/look.css?accent=r;}*{a&header_line=%23123456").await;
        assert!(!css.text.contains('*') && css.text.contains("--mark:#123456"), "{}", css.text);
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/admin/site").await;
        assert_eq!(caro.status(), 403);
    }

    async fn what_the_machine_has_set_goes_before(db: TestDatabase) {
        let mut app = office(&db).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/site").await;
        ada.press(&app, "Guardar", &[("site_name", "De antes"), ("government", "Municipalidad de Villa")]).await;
        app.state.brand = Arc::new(Brand::new(BrandSettings {
            name: Some("Datos del Servidor".into()),
            line: Colour::parse("#123456"),
            ..BrandSettings::default()
        }));
        app.renew();
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/site").await;
        shows(&ada, "<strong>Datos del Servidor</strong>");
        ada.sees("Lo fija la configuración del servidor (site_name)");
        assert_eq!(ada.value("site_name"), None);
        assert!(!ada.html().contains("De antes"));
        assert_eq!(ada.value("government").unwrap(), "Municipalidad de Villa");
        // Whoever sends it all the same changes nothing of it.
        let (path, mut pairs) = ada.filled("Guardar", &[("legal_es", "Nuestra.")]);
        pairs.push(("site_name".into(), "Otro".into()));
        ada.post(&app, &path, &pairs).await;
        shows(&ada, "<strong>Datos del Servidor</strong>");
        shows(&ada, "Nuestra.</p>");
        assert!(!ada.html().contains("Otro<"));
        // Taken out of the settings, what was said is there again.
        app.state.brand = Arc::default();
        app.renew();
        let mut leo = Browser::new();
        leo.visit(&app, "/").await;
        shows(&leo, "<strong>De antes</strong>");
    }

    async fn a_logo_is_looked_at_before_it_is_shown(db: TestDatabase) {
        let app = office(&db).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/site").await;
        ada.press_with(&app, "Poner este logo", &[("logo", "")], &[]).await;
        assert_eq!(ada.status(), 422);
        ada.sees("Elegí un archivo");
        let large = vec![b' '; 100_001];
        for (bytes, said) in [
            (&b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"><script>alert(1)</script></svg>"[..], "No se puede usar"),
            (&b"GIF89a\xff\xfe"[..], "No es un PNG ni un SVG"),
            (&b"\x89PNG\r\n\x1a\n"[..], "El archivo no está entero"),
            (&b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"[..], "No dice qué tamaño tiene"),
            (&large[..], "Es demasiado grande"),
        ] {
            ada.press_with(&app, "Poner este logo", &[], &[("logo", "logo.svg", bytes)]).await;
            assert_eq!(ada.status(), 422, "{said}");
            ada.sees(said);
            assert!(!ada.html().contains("brand-logo"));
        }
        ada.press_with(&app, "Poner este logo", &[], &[("logo", "logo.svg", SVG)]).await;
        ada.sees("el logo ya está en el encabezado");
        let mut leo = Browser::new();
        leo.visit(&app, "/").await;
        assert!(leo.html().contains("width=\"88\" height=\"44\""));
        let (_, rest) = leo.html().split_once("class=\"brand-logo\" src=\"").unwrap();
        let address = rest.split('"').next().unwrap().to_owned();
        let picture = app.anonymous().get(&address).await;
        assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/svg+xml"));
        assert!(picture.header("content-security-policy").ends_with("; sandbox"));
        ada.press(&app, "Sacar el logo", &[]).await;
        ada.sees("ya no tiene logo");
        leo.visit(&app, "/").await;
        assert!(!leo.html().contains("brand-logo"));
        // A page of a moment ago still finds its picture.
        assert_eq!(app.anonymous().get(&address).await.status, 200);
    }
}
