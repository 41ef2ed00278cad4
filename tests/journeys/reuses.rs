//! What people did with the data: told by anybody, looked at by somebody, shown to everybody.

use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
};

on_both! {
    async fn what_somebody_did_with_the_data_is_shown_once_somebody_has_looked(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.second_factor = false;
        app.renew();
        let it = app.file("ana").await;
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &it, json!({"action": "answer", "outcome": "published", "evidence": {"dataset": "camas"}, "message": "Ya está."})).await;

        // Whoever asked is asked what they did with it; anybody may tell.
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &format!("/requests/{it}/verdict")).await;
        ana.press(&app, "Enviar mi opinión", &[("verdict", "yes")]).await;
        ana.follow(&app, "Contá qué hiciste con los datos").await;
        assert_eq!(ana.value("request").unwrap(), it);
        ana.press(&app, "Enviar", &[("title", "Mapa de camas"), ("url", "javascript:alert(1)"), ("text", "Un **mapa**")]).await;
        assert_eq!(ana.status(), 422);
        assert_eq!(ana.value("text").unwrap(), "Un **mapa**");
        ana.press(&app, "Enviar", &[("url", "https://example.org/mapa"), ("datasets", "camas\nhttps://example.org/otro"), ("sector", "journalism")]).await;
        ana.sees("Gracias por contarlo");
        let mut nobody = Browser::new();
        nobody.visit(&app, "/reuses/new").await;
        nobody.press(&app, "Enviar", &[("title", "Compren relojes"), ("url", "https://example.org/relojes")]).await;
        nobody.sees("Gracias por contarlo");
        nobody.visit(&app, "/reuses").await;
        nobody.sees("Todavía no contó nadie");

        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/admin/moderation").await;
        // Newest first: the advertisement is thrown out, the map is let in.
        caro.press(&app, "No publicarlo : Compren relojes", &[]).await;
        caro.sees("El uso no se publica");
        let (path, pairs) = caro.filled("Publicar el uso : Mapa de camas", &[]);
        caro.press(&app, "Publicar el uso : Mapa de camas", &[]).await;
        caro.sees("El uso está publicado");
        caro.post(&app, &path, &pairs).await;
        caro.sees("Alguien ya lo había resuelto");
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/me").await;
        let csrf = lia.value("_csrf").unwrap();
        let pairs: Vec<_> = pairs
            .into_iter()
            .map(|(name, value)| if name == "_csrf" { (name, csrf.clone()) } else { (name, value) })
            .collect();
        lia.post(&app, "/admin/moderation", &pairs).await;
        assert_eq!(lia.status(), 403);
        lia.sees("Solo puede hacerlo el equipo de datos abiertos");

        nobody.visit(&app, "/reuses").await;
        nobody.sees("Mapa de camas");
        nobody.sees("Periodismo");
        nobody.misses("relojes");
        assert_eq!(nobody.link("Mapa de camas").unwrap(), "https://example.org/mapa");
        nobody.visit(&app, &format!("/requests/{it}")).await;
        nobody.sees("Qué se hizo con estos datos");
        nobody.sees("Mapa de camas");
        assert!(!nobody.html().contains("ana@"));
        // It is on the page of the area that answered, and counted.
        nobody.visit(&app, &format!("/areas/{HEALTH}")).await;
        nobody.sees("Qué se hizo con los datos");
        nobody.sees("Mapa de camas");
        nobody.sees("Trabajos con sus datos 1");
        nobody.visit(&app, "/stats").await;
        nobody.sees("Una nota, un mapa u otro trabajo que se hizo con los datos.");
        let table = app.anonymous().get("/reuses.csv").await;
        assert!(table.text.contains(&format!("Mapa de camas,https://example.org/mapa,journalism,{it},{HEALTH},")), "{}", table.text);
        assert!(!table.text.contains("relojes") && !table.text.contains("ana"), "{}", table.text);
        let told = app.anonymous().get("/api/v1/stats").await.json()["reuses"].clone();
        assert_eq!(told["count"], 1);
        assert_eq!(told["areas"], json!([{"area": HEALTH, "count": 1}]));
        assert_eq!(told["sectors"], json!([{"sector": "other", "count": 1}]), "few are not told apart");

        // The request is hidden: the reuse stays, and names it no more.
        app.act("caro", &it, json!({"action": "hide", "reason": "mistake", "message": "Era una prueba."})).await;
        nobody.visit(&app, "/reuses").await;
        nobody.sees("Mapa de camas");
        nobody.misses(&it);
        nobody.visit(&app, &format!("/areas/{HEALTH}")).await;
        nobody.misses("Mapa de camas");
        let told = app.anonymous().get("/api/v1/stats").await.json()["reuses"].clone();
        assert_eq!((told["count"].as_i64(), told["areas"].as_array().map(Vec::len)), (Some(1), Some(0)));
    }
}
