//! The board: the requests of the list, with its filters, in a column for each status.

use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, TestApp},
    browser::Browser,
};

on_both! {
    async fn the_list_is_a_board_and_the_board_a_list(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut page = Browser::new();
        page.visit(&app, "/board").await;
        page.sees("Todavía no hay pedidos");
        let mut all = Vec::new();
        for n in 0..12 {
            let theme = if n % 2 == 0 { "health" } else { "budget" };
            all.push(app.file_with("ana", json!({"title": format!("Turnos de guardia, hospital {n}"), "theme": theme})).await);
        }
        app.act("caro", &all[0], json!({"action": "assign", "area": HEALTH})).await;
        app.act("caro", &all[1], json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &all[0], json!({"action": "ask", "message": "¿De qué años?"})).await;
        app.act("caro", &all[3], json!({"action": "hide", "reason": "spam", "message": "Es publicidad."})).await;

        page.visit(&app, "/requests?theme=health&theme=budget&sort=wanted").await;
        page.follow(&app, "Ver como tablero").await;
        assert_eq!(page.path(), "/board?theme=health&theme=budget&sort=wanted");
        page.sees("11 pedidos");
        page.sees("Recibido 9");
        page.sees("En revisión 1");
        page.sees("Esperamos un dato 1");
        page.sees("Cerrado 0");
        page.misses("hospital 3");
        assert_eq!(page.html().matches("board-card\"").count(), 8 + 1 + 1, "a column has its first cards");
        // The rest of a column is in the list, in the same order and with the same filters.
        page.follow(&app, "Ver los 9").await;
        assert_eq!(page.path(), "/requests?theme=health&theme=budget&sort=wanted&status=received");
        page.sees("9 pedidos");

        page.visit(&app, "/board?theme=health&status=needs_info&status=closed&utm=1").await;
        page.sees("Esperamos un dato 1");
        page.sees("Cerrado 0");
        assert!(!page.html().contains("id=\"h-received\""), "only what was asked for");
        page.follow(&app, "Ver como lista").await;
        assert_eq!(page.path(), "/requests?status=needs_info&status=closed&theme=health");
        page.sees("1 pedido");

        page.visit(&app, "/board?q=guardia&area=nada&status=nada").await;
        page.sees("11 pedidos");
        page.visit(&app, "/board?q=cementerio").await;
        page.sees("No encontramos pedidos así");
        page.visit(&app, "/board?category=open&status=closed").await;
        page.sees("Ningún pedido");
    }
}
