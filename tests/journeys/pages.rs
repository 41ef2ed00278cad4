//! What anybody reads in a browser: the pages show what happened, escape what people wrote, and answer with the right status.

use axum::http::Method;
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::app::{Answer, HEALTH, TestApp};

const HOSTILE: &str =
    "Necesito <script>alert(1)</script> \"><img src=x onerror=alert(2)> los datos de compras.";

/// A page: HTML with its policy, in a language, with nothing inline.
fn assert_page(answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert!(
        answer.header("content-type").starts_with("text/html"),
        "{:?}",
        answer.headers
    );
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("style-src 'self'"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe"), "{policy}");
    // One script, of ours, and nothing inline.
    let ours = answer.text.matches("<script src=\"/assets/app.").count();
    let data = answer
        .text
        .matches("<script type=\"application/ld+json\">")
        .count();
    assert_eq!((ours, answer.text.matches("<script").count()), (1, 1 + data));
    for bad in ["<script>", "<style", " style=", "onerror=alert(2)>", "<img"] {
        assert!(!answer.text.contains(bad), "{bad} in {}", answer.text);
    }
    assert!(answer.text.starts_with("<!DOCTYPE html>"));
}

fn contains(answer: &Answer, texts: &[&str]) {
    for text in texts {
        assert!(answer.text.contains(text), "{text} is not in {}", answer.text);
    }
}

on_both! {
    async fn a_life_is_told_on_its_page(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file_with("ana", json!({"body": HOSTILE, "title": "Compras <b>de</b> hospitales", "purpose": HOSTILE})).await;
        let path = format!("/requests/{reference}");
        let page = app.anonymous().get(&path).await;
        assert_page(&page, 200);
        contains(&page, &[
            "Compras &lt;b&gt;de&lt;/b&gt; hospitales", "&lt;script&gt;alert(1)", "Recibido", "Plazo de referencia: 16 de diciembre de 2026",
            "Quedan 15 días hábiles", "Hizo el pedido", "Todavía no tiene un área", "Inmaculada",
        ]);
        app.act("caro", &reference, json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &reference, json!({"action": "ask", "message": "¿Por mes o por año?"})).await;
        contains(&app.anonymous().get(&path).await, &["Esperamos un dato", "¿Por mes o por año?", "El plazo está en pausa"]);
        app.act("ana", &reference, json!({"action": "reply", "message": "Por mes."})).await;
        app.act("lia", &reference, json!({"action": "plan", "promised_on": "2026-12-10", "message": "Podemos."})).await;
        contains(&app.anonymous().get(&path).await, &["Prometió publicarlo el 10 de diciembre de 2026", "Respondieron en plazo"]);
        let answer = json!({"action": "answer", "outcome": "published", "message": "Acá **están**.",
            "evidence": {"dataset": "Compras <i>", "url": "https://example.org/d?a=1&b=2"}});
        app.act("lia", &reference, answer).await;
        let page = app.anonymous().get(&path).await;
        assert_page(&page, 200);
        contains(&page, &[
            "Respuesta oficial", "Acá <strong>están</strong>.", "https://example.org/d?a=1&amp;b=2", "Compras &lt;i&gt;",
            "Cumplieron lo prometido", "aria-current=\"step\"", "Respondió: Publicado",
        ]);
        // The official answer comes before the question.
        assert!(page.text.find("id=\"h-answer\"") < page.text.find("id=\"h-asked\""));
        contains(&app.anonymous().get("/").await, &["Compras &lt;b&gt;de&lt;/b&gt; hospitales", "Publicado"]);
        let english = app.anonymous().with("accept-language", "en").get(&path).await;
        contains(&english, &["<html lang=\"en\">", "Official answer", "Everything that happened"]);
    }

    async fn nobodys_name_or_address_slips_out(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file_with("ana", json!({"anonymous": true})).await;
        app.by("sol").put(&format!("/api/v1/requests/{reference}/support"), json!({})).await;
        for path in ["/", "/requests", &format!("/requests/{reference}")] {
            let page = app.anonymous().get(path).await;
            assert_page(&page, 200);
            assert!(!page.text.contains("example.org\"") && !page.text.contains("@example.org"), "{path}");
            for name in [">ana<", ">sol<"] {
                assert!(!page.text.contains(name), "{name} on {path}");
            }
        }
    }

    async fn every_state_of_the_list_is_an_address(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let empty = app.anonymous().get("/requests").await;
        contains(&empty, &["Todavía no hay pedidos"]);
        for n in 0..23 {
            let theme = if n % 2 == 0 { "health" } else { "budget" };
            app.file_with("ana", json!({"title": format!("Turnos de guardia, hospital {n}"), "theme": theme})).await;
        }
        let first = app.anonymous().get("/requests").await;
        assert_page(&first, 200);
        contains(&first, &["23 pedidos", "hospital 22", "name=\"theme\" value=\"health\""]);
        assert_eq!(first.text.matches("request-card\"").count(), 20);
        let next = first.text.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        let second = app.anonymous().get(&next).await;
        assert_eq!(second.text.matches("request-card\"").count(), 3);
        contains(&second, &["Volver al principio", "hospital 0<"]);
        let theme = app.anonymous().get("/requests?theme=health&sort=wanted").await;
        contains(&theme, &["12 pedidos", "id=\"theme-health\" name=\"theme\" value=\"health\" checked", "?sort=wanted\""]);
        // The other theme still says how many it has.
        contains(&theme, &["value=\"budget\"", "<span class=\"count\">11</span>"]);
        contains(&app.anonymous().get("/requests?q=guardia&status=answered").await, &["Ningún pedido", "No encontramos pedidos así"]);
        contains(&app.anonymous().get("/requests?category=open&status=closed").await, &["Ningún pedido"]);
        // What means nothing is left out.
        contains(&app.anonymous().get("/requests?theme=no&sort=no&cursor=no&status=no").await, &["23 pedidos"]);
        let hostile = app.anonymous().get("/requests?q=%22%3E%3Cscript%3E").await;
        assert_page(&hostile, 200);
        for path in ["/themes/health", "/areas", &format!("/areas/{HEALTH}"), "/board", "/stats", "/about", "/privacy", "/accessibility"] {
            assert_page(&app.anonymous().get(path).await, 200);
        }
        contains(&app.anonymous().get("/themes/health").await, &["hospital 22", "<strong>12</strong> en curso"]);
    }

    async fn every_address_answers_rightly(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let (kept, merged) = (app.file("ana").await, app.file("sol").await);
        let hidden = app.file("leo").await;
        app.act("caro", &merged, json!({"action": "merge", "into": kept, "message": "Es el mismo."})).await;
        app.act("caro", &hidden, json!({"action": "hide", "reason": "spam", "message": "Publicidad."})).await;
        let moved = app.anonymous().get(&format!("/requests/{merged}")).await;
        assert_eq!((moved.status.as_u16(), moved.header("location")), (303, format!("/requests/{kept}").as_str()));
        let short = app.anonymous().get("/requests/pd-2026-1?lang=en").await;
        assert_eq!(short.status, 308);
        assert!(short.header("location").ends_with("/requests/PD-2026-000001?lang=en"), "{:?}", short.headers);
        let gone = app.anonymous().get(&format!("/requests/{hidden}")).await;
        assert_page(&gone, 404);
        contains(&gone, &[&hidden, "Correo no deseado", "Ir al inicio"]);
        let page = app.anonymous().get("/requests").await;
        assert!(!page.text.contains(&hidden));
        for path in ["/requests/PD-2026-999999", "/requests/x", "/themes/none", "/areas/none", "/nothing", "/assets/app.css"] {
            assert_page(&app.anonymous().get(path).await, 404);
        }
        assert_page(&app.anonymous().send(Method::POST, "/about", Some(String::new())).await, 405);
    }

    async fn what_is_known_is_not_sent_again(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let page = app.anonymous().get("/about").await;
        let tag = page.header("etag").to_owned();
        let again = app.anonymous().with("if-none-match", &tag).get("/about").await;
        assert_eq!((again.status.as_u16(), again.text.len()), (304, 0));
        // Its headers take the place of the page's own: another policy would take away its stylesheet.
        assert!(["", page.header("content-security-policy")].contains(&again.header("content-security-policy")));
        let chosen = app.anonymous().get("/about?lang=en").await;
        contains(&chosen, &["<html lang=\"en\">"]);
        let cookie = chosen.header("set-cookie").split(';').next().unwrap().to_owned();
        contains(&app.anonymous().with("cookie", &cookie).get("/about").await, &["<html lang=\"en\">"]);
        assert_eq!(page.header("set-cookie"), "");
        let sheet = page.text.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap();
        let sheet = app.anonymous().get(sheet).await;
        assert_eq!(sheet.status, 200);
        assert!(sheet.header("cache-control").contains("immutable") && sheet.header("content-type").starts_with("text/css"));
    }
}
