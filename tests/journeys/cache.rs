//! Public pages are kept for a second: what that means for whoever reads, hides, changes something, or asks in another
//! language. The clock stands until a test moves it.

use axum::http::Method;
use futures::future::join_all;
use serde_json::json;
use testkit::{TestDatabase, on_both};
use web::Cache;

use crate::{
    app::{HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
    post,
};

const TITLE: &str = "Compras de insulina por hospital";

/// With a request of health, and a cache although the clock stands.
async fn house(db: &TestDatabase) -> (TestApp, String) {
    let mut app = TestApp::with_people(db).await;
    app.state.cache = Cache::by_any_clock(32 << 20);
    app.at("2026-11-20T12:00:00Z");
    let fields = json!({"title": TITLE, "theme": "health", "area": HEALTH});
    let reference = app.file_with("ana", fields).await;
    app.act("caro", &reference, json!({"action": "assign", "area": HEALTH}))
        .await;
    // What that set off has been read.
    post::deliver(&app).await;
    (app, reference)
}

on_both! {
    async fn what_is_hidden_is_gone_within_a_second(db: TestDatabase) {
        let (mut app, reference) = house(&db).await;
        let page = format!("/requests/{reference}");
        let area = format!("/areas/{HEALTH}");
        let places = ["/", "/requests", "/requests?q=insulina", "/themes/health", &area, &page];
        for path in places {
            assert!(app.anonymous().get(path).await.text.contains(TITLE), "{path}");
        }
        app.act("caro", &reference, json!({"action": "hide", "reason": "personal_data", "message": "Nombra a un paciente."})).await;
        for path in places {
            let answer = app.anonymous().get(path).await;
            assert!(answer.status == 200 && answer.text.contains(TITLE), "{path}: still the page of this second");
        }
        app.at("2026-11-20T12:00:01Z");
        for path in places {
            let answer = app.anonymous().get(path).await;
            assert!(!answer.text.contains(TITLE), "{path}");
            assert_eq!(answer.status, if path == page { 404 } else { 200 });
        }
        app.act("caro", &reference, json!({"action": "unhide"})).await;
        assert_eq!(app.anonymous().get(&page).await.status, 200, "what is not there is not kept");
    }

    async fn two_languages_never_mix(db: TestDatabase) {
        let (app, reference) = house(&db).await;
        let page = format!("/requests/{reference}");
        let all = join_all((0..200).map(|n| {
            let (app, tag) = (&app, ["es-AR", "en"][n % 2]);
            let path = ["/", "/requests?q=insulina", &page][n % 3].to_owned();
            async move { (tag, app.anonymous().with("accept-language", tag).get(&path).await) }
        }));
        for (tag, answer) in all.await {
            assert_eq!((answer.status.as_u16(), answer.header("content-language")), (200, tag));
            assert!(answer.text.contains(&format!("<html lang=\"{tag}\">")));
        }
        // Whoever chooses a language gets it, and a cookie that nobody else gets.
        let chosen = app.anonymous().get("/about?lang=en").await;
        assert!(chosen.text.contains("<html lang=\"en\">") && chosen.header("set-cookie").starts_with("lang=en;"));
        assert_eq!(chosen.header("cache-control"), "private, no-cache");
        let other = app.anonymous().with("accept-language", "en").get("/about").await;
        assert_eq!((other.header("set-cookie"), other.header("cache-control")), ("", "public, no-cache"));
        assert_eq!(other.text, chosen.text);
        assert!(app.anonymous().get("/about").await.text.contains("<html lang=\"es-AR\">"));
    }

    async fn an_address_says_only_what_the_page_knows(db: TestDatabase) {
        let (app, _) = house(&db).await;
        let one = app.anonymous().get("/requests?utm_source=strange&q=insulina&lang=es-AR&theme=health").await;
        assert!(one.text.contains(TITLE) && !one.text.contains("strange"));
        assert!(one.text.contains("/requests?q=insulina&amp;theme=health&amp;lang=en\""), "{}", one.text);
        let weight = app.state.cache.weight();
        for same in ["/requests?theme=health&q=insulina", "/requests?q=+insulina&sort=&theme=health&x=1"] {
            assert_eq!(app.anonymous().get(same).await.text, one.text);
        }
        assert_eq!(app.state.cache.weight(), weight);
        assert!(!app.anonymous().get("/?q=strange").await.text.contains("strange"));
    }

    async fn whoever_sends_a_form_sees_at_once_what_it_did(db: TestDatabase) {
        let (mut app, _) = house(&db).await;
        assert!(app.anonymous().get("/requests").await.text.contains(TITLE));
        let mut eva = Browser::new();
        eva.visit(&app, "/requests/new").await;
        eva.press(&app, "Enviar pedido", &[("body", "Quisiera conocer las demoras para sacar un turno."), ("email", "eva@example.org")]).await;
        eva.sees("Mandamos un código");
        let code = post::to(&post::deliver(&app).await, "eva", "").code();
        eva.press(&app, "Presentar el pedido", &[("code", &code)]).await;
        eva.visit(&app, "/requests").await;
        eva.sees("demoras para sacar");
        assert!(!app.anonymous().get("/requests").await.text.contains("demoras para sacar"));
        app.at("2026-11-20T12:00:01Z");
        assert!(app.anonymous().get("/requests").await.text.contains("demoras para sacar"));
    }

    async fn whoever_is_signed_in_has_pages_of_their_own(db: TestDatabase) {
        let (app, reference) = house(&db).await;
        let page = format!("/requests/{reference}");
        let mut ana = signed_in(&app, "ana").await;
        ana.forget("fresh");
        for path in ["/", "/requests", &page, "/about"] {
            ana.visit(&app, path).await;
            assert_eq!((ana.status(), ana.header("cache-control")), (200, "private, no-store"), "{path}");
            let everyones = app.anonymous().get(path).await;
            assert_eq!((everyones.header("cache-control"), everyones.header("set-cookie")), ("public, no-cache", ""), "{path}");
            // Hers has a form, to leave; theirs has none.
            assert!(ana.html().contains("/sign-out") && !everyones.text.contains("/sign-out"), "{path}");
            assert!(!everyones.text.contains("_csrf"), "{path}");
            ana.visit(&app, path).await;
            assert!(ana.html().contains("/sign-out"), "{path}");
        }
    }

    async fn heads_tags_and_codings_are_right(db: TestDatabase) {
        let (app, reference) = house(&db).await;
        for path in ["/", "/requests", &format!("/requests/{reference}"), "/areas", "/board", "/stats", "/about", "/privacy", "/accessibility"] {
            let page = app.anonymous().get(path).await;
            assert_eq!(page.header("content-length"), page.text.len().to_string());
            let vary: Vec<_> = page.headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
            assert_eq!(vary, ["Accept-Encoding", "Accept-Language", "Cookie"]);
            for coding in ["br", "gzip"] {
                let ask = || app.anonymous().with("accept-encoding", coding);
                let head = ask().send(Method::HEAD, path, None).await;
                assert_eq!((head.status.as_u16(), head.text.as_str(), head.header("content-encoding")), (200, "", coding));
                assert_eq!(head.header("etag"), page.header("etag"));
                let length: usize = head.header("content-length").parse().unwrap();
                assert!(length < page.text.len() / 2, "{path} {coding}: {length}");
                let known = ask().with("if-none-match", page.header("etag")).get(path).await;
                assert_eq!((known.status.as_u16(), known.text.as_str(), known.header("etag")), (304, "", page.header("etag")));
                assert_eq!(known.header("cache-control"), "public, no-cache");
                // Else the page would go on under the policy of what is no page.
                assert_eq!(known.header("content-security-policy"), "");
            }
        }
    }
}
