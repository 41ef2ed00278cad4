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
}
