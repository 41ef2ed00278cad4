//! What anybody takes away as a whole: the table of a list, its description, and its feeds.

use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, TestApp},
    browser::Browser,
};

/// The cells of a table by the name of their column.
fn rows(csv: &str) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

on_both! {
    async fn the_list_on_screen_is_a_table_to_take_away(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut all = Vec::new();
        for n in 0..30 {
            let fields = json!({"title": format!("=Pedido {n}, con \"comillas\"")});
            all.push(app.file_with("ana", fields).await);
        }
        let (gone, answered) = (all.remove(3), all[7].clone());
        app.act("caro", &gone, json!({"action": "hide", "reason": "spam", "message": "Es publicidad."})).await;
        app.act("caro", &answered, json!({"action": "assign", "area": HEALTH})).await;

        let mut page = Browser::new();
        page.visit(&app, "/requests").await;
        let csv = app.anonymous().get(&page.link("CSV").unwrap()).await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8; header=present");
        let found = rows(&csv.text);
        let references: Vec<_> = found.iter().map(|row| row["reference"].clone()).collect();
        all.reverse();
        assert_eq!(references, all, "all of it, in the order of the list, without what is hidden");
        assert!(!csv.text.contains("example.org"), "nobody's address");
        assert_eq!(found[0]["title"], "'=Pedido 29, con \"comillas\"", "no spreadsheet runs it");
        // Whoever sees more gets no more: a table is passed on.
        assert_eq!(app.by("caro").get("/requests.csv").await.text, csv.text);

        page.visit(&app, &format!("/requests?area={HEALTH}")).await;
        let csv = app.anonymous().get(&page.link("CSV para planillas").unwrap()).await;
        let sheet = csv.text.strip_prefix('\u{feff}').unwrap();
        assert_eq!(sheet.lines().count(), 2);
        assert!(sheet.lines().nth(1).unwrap().starts_with(&format!("{answered};")));

        // The description tells exactly these columns.
        let package = app.anonymous().get("/datapackage.json").await.json();
        let fields = package["resources"][0]["schema"]["fields"].as_array().unwrap();
        let names: Vec<_> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        let head = app.anonymous().get("/requests.csv").await.text;
        assert_eq!(names.join(","), head.lines().next().unwrap());
        let wrong = app.anonymous().get("/requests.csv?sort=lo-que-sea").await;
        assert_eq!(wrong.status, 422);
    }

    async fn every_figure_can_be_counted_again_from_the_events(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let (it, gone) = (app.file("ana").await, app.file("leo").await);
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &it, json!({"action": "plan", "promised_on": "2026-12-18", "message": "En diciembre."})).await;
        app.act("caro", &gone, json!({"action": "hide", "reason": "spam", "message": "Es publicidad."})).await;
        let csv = app.anonymous().get("/events.csv").await.text;
        let head = "id,at,reference,action,from,to,actor_role,area,theme,kind,outcome,ground,due_on,promised_on,verdict,rating";
        assert_eq!(csv.lines().next(), Some(head));
        let found = rows(&csv);
        assert!(found.iter().all(|row| row["reference"] == it), "nothing of what is hidden");
        let told: Vec<_> = app.events(&it).await.iter().map(|event| event["action"].as_str().unwrap().to_owned()).collect();
        let actions: Vec<_> = found.iter().map(|row| row["action"].clone()).collect();
        assert_eq!(actions, told);
        let last = &found[found.len() - 1];
        assert_eq!((last["promised_on"].as_str(), last["area"].as_str()), ("2026-12-18", HEALTH));
        assert!(!csv.contains("En diciembre"), "no words");
    }

    async fn a_reader_of_feeds_hears_what_moved(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let first = app.file_with("ana", json!({"title": "Sueldos <b> & contratos"})).await;
        let second = app.file("leo").await;
        app.at("2026-11-23T12:00:00Z");
        app.act("caro", &first, json!({"action": "assign", "area": HEALTH})).await;
        let mut page = Browser::new();
        page.visit(&app, "/requests").await;
        let address = page.link("Novedades (Atom)").unwrap();
        let answer = app.anonymous().get(&address).await;
        assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
        let feed = answer.text.parse::<atom_syndication::Feed>().unwrap();
        let ids: Vec<_> = feed.entries.iter().map(|entry| entry.id.clone()).collect();
        let id = |reference: &str| format!("tag:localhost,2026:request/{reference}");
        assert_eq!(ids, [id(&first), id(&second)], "what moved last comes first");
        let entry = &feed.entries[0];
        assert_eq!(entry.title.value, "Sueldos <b> & contratos");
        assert!(entry.links[0].href.ends_with(&format!("/requests/{first}")));
        assert_eq!(feed.updated, entry.updated);
        assert_eq!(entry.updated.to_rfc3339(), "2026-11-23T12:00:00+00:00");

        let again = app.anonymous().with("if-none-match", answer.header("etag")).get(&address).await;
        assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""));
        let json = app.anonymous().get(&format!("/feeds/requests.json?area={HEALTH}")).await.json();
        assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
        let items = json["items"].as_array().unwrap();
        assert_eq!((items.len(), items[0]["id"].as_str()), (1, Some(id(&first).as_str())));
        assert!(json["feed_url"].as_str().unwrap().ends_with(&format!("/feeds/requests.json?area={HEALTH}")));
        assert_eq!(app.anonymous().get("/feeds/otra.atom").await.status, 404);
    }

    async fn the_requests_come_in_the_columns_of_the_law_too(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let (it, open) = (app.file_with("ana", json!({"sector": "journalism"})).await, app.file("leo").await);
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &it, json!({"action": "extend", "message": "Hace falta más tiempo."})).await;
        app.at("2026-11-25T12:00:00Z");
        app.act("lia", &it, json!({"action": "answer", "outcome": "not_suitable", "evidence": {"ground": "tax_secrecy"}, "message": "No se puede."})).await;
        let csv = app.anonymous().get("/requests.csv?profile=ley104").await.text;
        let head = "periodo,Id_solicitante,tipo_solicitante,expediente,dependencia,fecha,tema,categoria_tema,\
                    categoria_tema_especifico,dependencia_ministerio,ministerio,vencimiento_1,vencimiento_2,prorroga,estado,\
                    termino,fecha_respuesta,observaciones,calidad_respuesta,contenido_respuesta,tiempo_de_respuesta";
        assert_eq!(csv.lines().next(), Some(head));
        let found = rows(&csv);
        let of = |reference: &str| {
            let row = found.iter().find(|row| row["observaciones"].ends_with(reference)).unwrap();
            ["tipo_solicitante", "vencimiento_1", "vencimiento_2", "prorroga", "estado", "termino", "calidad_respuesta", "tiempo_de_respuesta", "Id_solicitante"].map(|name| row[name].clone())
        };
        assert_eq!(of(&it), ["Periodista", "2026-12-16", "2026-12-31", "SI", "Finalizado en término", "SI", "Denegada", "5", ""]);
        assert_eq!(of(&open), ["S/D", "2026-12-16", "", "NO", "Pendiente en término", "S/D", "S/D", "", ""]);
        assert_eq!(app.anonymous().get("/requests.csv?profile=otro").await.status, 422);
    }

    async fn one_request_and_one_area_have_feeds_of_their_own(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let (it, other) = (app.file("ana").await, app.file("leo").await);
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &it, json!({"action": "plan", "promised_on": "2026-12-18", "message": "Sale el **18**."})).await;
        let mut page = Browser::new();
        page.visit(&app, &format!("/requests/{it}")).await;
        let answer = app.anonymous().get(&page.link("Novedades (Atom)").unwrap()).await;
        let feed = answer.text.parse::<atom_syndication::Feed>().unwrap();
        let told: Vec<_> = feed.entries.iter().map(|entry| entry.title.value.clone()).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].contains("18 de diciembre de 2026"), "{told:?}");
        let content = feed.entries[0].content.as_ref().unwrap().value.clone().unwrap();
        assert!(content.contains("<strong>18</strong>"), "{content}");
        let short = app.anonymous().get("/requests/2026-1.atom").await;
        assert_eq!((short.status.as_u16(), short.header("location").ends_with("/requests/PD-2026-000001.atom")), (308, true));

        page.visit(&app, &format!("/areas/{HEALTH}")).await;
        let area = app.anonymous().get(&page.link("Novedades del área (Atom)").unwrap()).await;
        let feed = area.text.parse::<atom_syndication::Feed>().unwrap();
        assert_eq!(feed.entries.len(), 1);
        app.act("caro", &other, json!({"action": "hide", "reason": "spam", "message": "Es publicidad."})).await;
        for gone in [format!("/requests/{other}.atom"), "/areas/ninguna.atom".to_owned(), "/requests/lo-que-sea.atom".to_owned()] {
            assert_eq!(app.anonymous().get(&gone).await.status, 404, "{gone}");
        }
    }

    async fn machines_find_every_page_and_nothing_hidden(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let (it, gone) = (app.file("ana").await, app.file("leo").await);
        app.act("caro", &gone, json!({"action": "hide", "reason": "spam", "message": "Es publicidad."})).await;
        let robots = app.anonymous().get("/robots.txt").await.text;
        let index = robots.lines().find_map(|line| line.strip_prefix("Sitemap: ")).unwrap().to_owned();
        let maps = locations(&app.anonymous().get(&path_of(&index)).await.text);
        let mut pages = Vec::new();
        for map in maps {
            pages.extend(locations(&app.anonymous().get(&path_of(&map)).await.text));
        }
        let has = |ending: &str| pages.iter().any(|page| page.ends_with(ending));
        assert!(has(&it) && has(&format!("/areas/{HEALTH}")) && has("/themes/budget") && !has(&gone), "{pages:?}");
        for page in pages {
            assert_eq!(app.anonymous().get(&path_of(&page)).await.status, 200, "{page}");
        }

        // What a page says of itself is what it shows.
        let html = app.anonymous().get(&format!("/requests/{it}")).await.text;
        let data = html.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["mainEntity"]["identifier"], it.as_str());
        assert!(html.contains("<meta property=\"og:title\""));
    }

    async fn a_card_goes_into_the_page_of_another(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = app.file_with("ana", json!({"title": "Sueldos \"de\" <b>planta", "theme": "budget"})).await;
        let mut page = Browser::new();
        page.visit(&app, &format!("/requests/{it}")).await;
        let card = app.anonymous().get(&page.link("Tarjeta para otros sitios").unwrap()).await;
        assert!(card.text.contains("Sueldos") && !card.text.contains("<b>planta"));
        let policy = card.header("content-security-policy");
        assert!(policy.contains("frame-ancestors *") && !policy.contains("script-src"), "{policy}");
        assert_eq!(card.headers.get("x-frame-options"), None);
        let whole = app.anonymous().get(&format!("/requests/{it}")).await;
        assert!(whole.header("content-security-policy").contains("frame-ancestors 'none'"), "the card and nothing else");

        let found = whole.text.split("json+oembed").nth(1).unwrap().split("href=\"").nth(1).unwrap().split('"').next().unwrap();
        let oembed = app.anonymous().get(&path_of(&found.replace("&amp;", "&"))).await.json();
        assert_eq!((oembed["type"].as_str(), oembed["version"].as_str()), (Some("rich"), Some("1.0")));
        let html = oembed["html"].as_str().unwrap();
        assert!(html.contains(&format!("/embed/requests/{it}")) && html.contains("&lt;b&gt;"), "{html}");
        let theme = app.anonymous().get("/embed/themes/budget").await;
        assert!(theme.text.contains("Presupuesto"));
        let foreign = app.anonymous().get("/oembed?url=https%3A%2F%2Fexample.org%2Frequests%2FPD-2026-000001").await;
        assert_eq!(foreign.status, 404);
        app.act("caro", &it, json!({"action": "hide", "reason": "spam", "message": "Es publicidad."})).await;
        assert_eq!(app.anonymous().get(&format!("/embed/requests/{it}")).await.status, 404);
    }
}

/// The addresses in a map.
fn locations(map: &str) -> Vec<String> {
    map.split("<loc>")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap().to_owned())
        .collect()
}

/// Path and query of an address of ours.
fn path_of(address: &str) -> String {
    let url = url::Url::parse(address).unwrap();
    url[url::Position::BeforePath..].to_owned()
}
