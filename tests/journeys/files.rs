//! Files of requests: sent with the form or later, told what is in them, given back to nobody's harm, and gone when they are to
//! be gone.

use axum::http::Method;
use domain::{
    attachment::{LARGEST_FILE, Quotas},
    store::{Tx, WriteError, drafts},
};
use files::upkeep;
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::{
    app::{Answer, Attached, HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
    post,
};

mod made;

pub use made::Folder;

const BODY: &str = "Necesito las compras de medicamentos de cada hospital, por mes.";
const TABLE: &[u8] = b"mes;monto\nenero;1200\nfebrero;1300\n";

/// Sends a file to a request by the API.
async fn attach(app: &TestApp, who: &str, reference: &str, (name, bytes): (&str, &[u8])) -> Answer {
    let path = format!("/api/v1/requests/{reference}/attachments");
    app.as_anyone(who)
        .post_files(&path, &[], &[("file", name, bytes)])
        .await
}

/// Where the file of an answer is, as a path.
fn path_of(file: &Value) -> String {
    let url = file["url"].as_str().unwrap();
    url.strip_prefix(crate::app::BASE).unwrap().to_owned()
}

async fn get(app: &TestApp, path: &str) -> Answer {
    app.anonymous().get(path).await
}

on_both! {
    async fn files_go_with_a_request_and_tell_no_place(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let folder = Folder::of(&mut app, Quotas::default());
        let mut eva = Browser::new();
        eva.visit(&app, "/requests/new").await;
        eva.sees("Adjuntar archivos");
        let photo = made::photo();
        let files: [Attached<'_>; 2] = [("files", "../../../etc/foto\u{202e}gpj.exe", &photo), ("files", "gastos de enero.csv", TABLE)];
        // The address is wrong: the files stay with the form.
        eva.press_with(&app, "Enviar pedido", &[("body", BODY), ("email", "eva@")], &files).await;
        assert_eq!(eva.status(), 422, "{}", eva.text());
        eva.sees("fotogpj.exe.jpg");
        eva.sees("gastos de enero.csv");
        assert_eq!(eva.value("body").unwrap(), BODY);
        assert_eq!(folder.all().len(), 2);
        eva.press(&app, "Enviar pedido", &[("email", "eva@example.org")]).await;
        eva.sees("Mandamos un código a e•••@example.org");
        assert_eq!(folder.all().len(), 2);
        let _first = post::deliver(&app).await;
        // Whoever changes the draft finds them there.
        eva.follow(&app, "Cambiar el correo o el pedido").await;
        eva.sees("gastos de enero.csv");
        eva.press(&app, "Enviar pedido", &[]).await;
        let code = post::to(&post::deliver(&app).await, "eva", "").code();
        eva.press(&app, "Presentar el pedido", &[("code", &code)]).await;
        eva.sees("Tu pedido es");
        eva.follow(&app, "Ver el pedido").await;
        eva.sees("foto JPEG");
        let link = eva.link("fotogpj.exe.jpg").unwrap();
        let page = eva.path().to_owned();
        let reference = page.rsplit('/').next().unwrap();

        let anybody = get(&app, &link).await;
        assert_eq!(anybody.status, 200);
        assert_eq!(anybody.header("content-type"), "image/jpeg");
        assert!(anybody.header("content-disposition").starts_with("attachment; filename=\"fotogpj.exe.jpg\""));
        assert_eq!(anybody.header("x-content-type-options"), "nosniff");
        assert!(anybody.header("content-security-policy").starts_with("sandbox; default-src 'none'"));
        assert!(!anybody.text.contains("GPS") && anybody.bytes.starts_with(&[0xff, 0xd8]));
        assert!(anybody.bytes.ends_with(&[0x12, 0x34, 0xff, 0xd9]));
        assert_eq!(anybody.header("content-length"), anybody.bytes.len().to_string());
        let known = app.anonymous().with("if-none-match", anybody.header("etag")).get(&link).await;
        assert_eq!((known.status.as_u16(), known.bytes.len()), (304, 0));

        let shown = app.show("anonymous", reference).await;
        let attachments = shown["attachments"].as_array().unwrap();
        assert_eq!(attachments.len(), 2);
        assert_eq!(attachments[1]["name"], "gastos de enero.csv");
        assert_eq!((&attachments[1]["type"], &attachments[1]["size"]), (&json!("text/csv"), &json!(TABLE.len())));
        assert_eq!(get(&app, &path_of(&attachments[1])).await.bytes, TABLE);
        let listed = get(&app, "/api/v1/requests").await.json();
        assert_eq!(listed["items"][0]["attachments"].as_array().unwrap().len(), 2);
        // Nothing is found by another name, number or request.
        let other = app.file("ana").await;
        for wrong in [
            link.replace("fotogpj", "otra"),
            link.replace(reference, &other),
            format!("/requests/{reference}/files/999/fotogpj.exe.jpg"),
            format!("/requests/{reference}/files/1/..%2f..%2fsecret.key"),
        ] {
            assert_eq!(get(&app, &wrong).await.status, 404, "{wrong}");
        }
    }

    async fn what_is_refused_costs_nobody_what_they_typed(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let folder = Folder::of(&mut app, Quotas::default());
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/requests/new").await;
        ana.press_with(&app, "Enviar pedido", &[("body", "corto")], &[("files", "gastos.csv", TABLE)]).await;
        assert_eq!(ana.status(), 422);
        let large = vec![b'a'; usize::try_from(LARGEST_FILE).unwrap() + 1];
        let bomb = made::bomb();
        let polyglot = [&made::workbook("<sheet name='A'/>", &[])[..], b"<script>alert(1)</script>"].concat();
        let zipped = [b"PK\x03\x04".to_vec(), vec![0; 60]].concat();
        let cases: [(&str, &[u8], u16, &str); 9] = [
            ("grande.txt", &large, 413, "grande.txt: Pesa más de 10 MB."),
            ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 415, "Por dentro no es lo que dice ser"),
            ("nota.txt", b"<!doctype html><script>alert(1)</script>", 415, "Por dentro no es lo que dice ser"),
            ("planilla.xlsx", &polyglot, 415, "Por dentro no es lo que dice ser"),
            ("planilla.xlsx", &bomb, 415, "ocuparía demasiado lugar"),
            ("datos.zip", &zipped, 415, "No se puede leer"),
            ("programa.csv", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", 415, "No aceptamos programas"),
            ("foto.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", 415, "No se puede leer"),
            ("vacio.txt", b"", 422, "Está vacío."),
        ];
        for (name, bytes, status, why) in cases {
            ana.press_with(&app, "Enviar pedido", &[("body", BODY)], &[("files", name, bytes)]).await;
            assert_eq!(ana.status(), status, "{name}: {}", ana.text());
            ana.sees(why);
            ana.sees("gastos.csv");
            assert_eq!(ana.value("body").unwrap(), BODY, "{name}");
            assert_eq!(folder.all().len(), 1, "{name}: nothing of it stays");
        }
        // The sixth, of one form and of two.
        let five: Vec<Attached<'_>> = (0..5).map(|_| ("files", "otra.csv", TABLE)).collect();
        ana.press_with(&app, "Enviar pedido", &[], &five).await;
        assert_eq!(ana.status(), 422);
        ana.sees("Un pedido puede tener hasta 5 archivos.");
        ana.press_with(&app, "Enviar pedido", &[], &[]).await;
        ana.sees("Tu pedido es");
        let reference = ana.path().split('/').nth(2).unwrap().to_owned();
        assert_eq!(app.show("anonymous", &reference).await["attachments"].as_array().unwrap().len(), 5);
        assert_eq!(folder.all().len(), 5);
    }

    async fn a_form_that_is_not_ours_leaves_nothing(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let folder = Folder::of(&mut app, Quotas::default());
        let mut eva = Browser::new();
        eva.visit(&app, "/requests/new").await;
        let (_, mut pairs) = eva.filled("Enviar pedido", &[("body", BODY), ("email", "eva@example.org")]);
        pairs.retain(|(name, _)| name != "files");
        let proof = pairs.remove(0);
        assert_eq!(proof.0, "_csrf");
        let cookies: Vec<String> = eva.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let send = async |pairs: &[(String, String)], site: &str| {
            let client = app.anonymous().with("cookie", &cookies.join("; ")).with("sec-fetch-site", site);
            client.post_files("/requests/new", pairs, &[("files", "gastos.csv", TABLE)]).await
        };
        let without = send(&pairs, "same-origin").await;
        assert_eq!(without.status, 403);
        assert!(without.text.contains(BODY), "what was typed comes back");
        let mut last = pairs.clone();
        last.push(proof.clone());
        assert_eq!(send(&last, "same-origin").await.status, 403, "the proof comes first");
        let right: Vec<_> = [proof].into_iter().chain(pairs).collect();
        assert_eq!(send(&right, "cross-site").await.status, 403);
        assert!(folder.all().is_empty());
        assert_eq!(send(&right, "same-origin").await.status, 303);
    }

    async fn hidden_sheets_are_told_before_anybody_reads_them(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let _folder = Folder::of(&mut app, Quotas::default());
        let book = made::with_hidden_sheets();
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/requests/new").await;
        ana.press_with(&app, "Enviar pedido", &[("body", BODY)], &[("files", "gastos.xlsx", &book)]).await;
        assert_eq!(ana.status(), 200);
        ana.sees("Todavía no se envió: falta que decidas sobre un archivo");
        ana.sees("Tiene 2 hojas ocultas.");
        ana.sees("Tiene una dirección de correo.");
        // Not decided is not sent.
        ana.press(&app, "Enviar pedido", &[]).await;
        ana.sees("falta que decidas");
        let handle = ana.value("kept_file[]").unwrap();
        ana.press(&app, "Enviar pedido", &[("publish", &handle)]).await;
        ana.sees("Tu pedido es");
        let reference = ana.path().split('/').nth(2).unwrap().to_owned();
        let shown = app.show("anonymous", &reference).await;
        assert_eq!(shown["attachments"][0]["name"], "gastos.xlsx");
        assert!(shown["attachments"][0]["findings"].is_null());
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, &format!("/desk/{reference}")).await;
        caro.sees("Tiene 2 hojas ocultas.");
        // Another form, and the file is left out of it.
        ana.visit(&app, "/requests/new").await;
        ana.press_with(&app, "Enviar pedido", &[("body", "Otra cosa muy distinta: los horarios de los museos.")], &[("files", "gastos.xlsx", &book)]).await;
        let handle = ana.value("kept_file[]").unwrap();
        let (path, mut pairs) = ana.filled("Enviar pedido", &[]);
        pairs.retain(|(name, _)| name != "files");
        pairs.push(("leave_out".into(), handle.clone()));
        pairs.push(("similar_seen".into(), "1".into()));
        ana.post(&app, &path, &pairs).await;
        ana.sees("Tu pedido es");
        let second = ana.path().split('/').nth(2).unwrap().to_owned();
        assert_eq!(app.show("anonymous", &second).await["attachments"], json!([]));
        // A handle that is nobody's opens nothing.
        let number: i64 = handle.split('-').next().unwrap().parse().unwrap();
        for forged in [format!("{number}-{}", "0".repeat(32)), number.to_string()] {
            let mut leo = signed_in(&app, "leo").await;
            leo.visit(&app, "/requests/new").await;
            let (path, mut pairs) = leo.filled("Enviar pedido", &[("body", BODY)]);
            pairs.retain(|(name, _)| name != "files");
            pairs.extend([("kept_file[]".into(), forged), ("similar_seen".into(), "1".into())]);
            leo.post(&app, &path, &pairs).await;
            leo.sees("Tu pedido es");
            let third = leo.path().split('/').nth(2).unwrap().to_owned();
            assert_eq!(app.show("anonymous", &third).await["attachments"], json!([]));
        }
    }

    async fn a_file_is_added_later_and_its_sender_decides(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let folder = Folder::of(&mut app, Quotas::default());
        let reference = app.file_with("ana", json!({"area": HEALTH})).await;
        let page = format!("/requests/{reference}/files");
        let mut leo = signed_in(&app, "leo").await;
        leo.visit(&app, &page).await;
        assert_eq!(leo.status(), 403);
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &format!("/requests/{reference}")).await;
        ana.follow(&app, "Agregar un archivo").await;
        assert_eq!(ana.header("cache-control"), "private, no-store");
        ana.sees("Este pedido no tiene archivos.");
        ana.press_with(&app, "Agregar", &[], &[("files", "", b"")]).await;
        assert_eq!(ana.status(), 422, "nothing was chosen");
        let book = made::with_hidden_sheets();
        ana.press_with(&app, "Agregar", &[], &[("files", "gastos.xlsx", &book), ("files", "a.csv", TABLE)]).await;
        ana.sees("Este archivo todavía no es público.");
        ana.sees("Tiene 2 hojas ocultas.");
        // Nobody else hears of it, but the staff that answers for it.
        let url = ana.link("gastos.xlsx").unwrap();
        assert_eq!(ana.take(&app, &url).await.status, 200);
        assert_eq!(leo.take(&app, &url).await.status, 404);
        assert_eq!(get(&app, &url).await.status, 404);
        assert_eq!(app.show("anonymous", &reference).await["attachments"].as_array().unwrap().len(), 1);
        assert_eq!(app.show("mar", &reference).await["attachments"].as_array().unwrap().len(), 1);
        let seen = app.show("lia", &reference).await;
        assert_eq!(seen["attachments"][0]["public"], false);
        assert_eq!(seen["attachments"][0]["findings"][0], json!({"kind": "hidden_sheets", "count": 2}));
        leo.visit(&app, &format!("/requests/{reference}")).await;
        leo.sees("a.csv");
        leo.misses("gastos.xlsx");
        ana.visit(&app, &page).await;
        ana.press(&app, "Publicarlo igual", &[]).await;
        ana.misses("todavía no es público");
        assert_eq!(get(&app, &url).await.bytes, book);
        // Another is left out: nothing of it stays.
        ana.press_with(&app, "Agregar", &[], &[("files", "otra.xlsx", &book)]).await;
        assert_eq!(folder.all().len(), 3);
        ana.press(&app, "Sacarlo", &[]).await;
        ana.misses("otra.xlsx");
        assert_eq!(folder.all().len(), 2);
        app.act("ana", &reference, json!({"action": "withdraw"})).await;
        ana.visit(&app, &page).await;
        ana.sees("ya no se le pueden agregar archivos");
    }

    async fn the_api_takes_files_of_those_whose_request_it_is(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let folder = Folder::of(&mut app, Quotas::default());
        let reference = app.file("ana").await;
        app.act("caro", &reference, json!({"action": "assign", "area": HEALTH})).await;
        let table = ("gastos.csv", TABLE);
        let path = format!("/api/v1/requests/{reference}/attachments");
        for (who, status, code) in [
            ("anonymous", 401, "unauthenticated"),
            ("sol", 403, "not_requester"),
            ("mar", 403, "not_your_area"),
            ("caro-read", 403, "read_only_token"),
        ] {
            let answer = attach(&app, who, &reference, table).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{who}");
        }
        assert_eq!(attach(&app, "ana", "PD-2026-999999", table).await.status, 404);
        for who in ["ana", "lia", "caro"] {
            let answer = attach(&app, who, &reference, table).await;
            assert_eq!(answer.status, 201, "{who}: {}", answer.text);
            let file = answer.json();
            assert_eq!((&file["name"], &file["type"], &file["public"]), (&json!("gastos.csv"), &json!("text/csv"), &json!(true)));
            assert_eq!(answer.header("location"), file["url"]);
            assert_eq!(get(&app, &path_of(&file)).await.bytes, TABLE, "{who}");
        }
        let large = vec![b'a'; usize::try_from(LARGEST_FILE).unwrap() + 1];
        for (file, status, code) in [
            (("a.txt", &large[..]), 413, "file_too_large"),
            (("a.svg", b"<svg/>"), 415, "file_disguised"),
            (("a.txt", b""), 422, "file_empty"),
        ] {
            let answer = attach(&app, "ana", &reference, file).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code));
        }
        let answer = app.by("ana").post(&path, json!({})).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (415, "unsupported_media_type"));
        let nothing = app.by("ana").post_files(&path, &[("publish".into(), "true".into())], &[]).await;
        assert_eq!(nothing.errors(), [("#/file".to_owned(), "required".to_owned())]);
        // What was found keeps it from being public, unless its sender knows.
        let book = made::with_hidden_sheets();
        let waits = attach(&app, "ana", &reference, ("a.xlsx", &book)).await.json();
        assert_eq!(waits["public"], false);
        assert_eq!(get(&app, &path_of(&waits)).await.status, 404);
        let knowing = [("publish".to_owned(), "true".to_owned())];
        let once = async || {
            let client = app.by("ana").with("idempotency-key", "k1");
            client.post_files(&path, &knowing, &[("file", "b.xlsx", &book)]).await
        };
        let first = once().await.json();
        assert_eq!(first["public"], true);
        assert_eq!(folder.all().len(), 5);
        let again = once().await;
        assert_eq!((again.status.as_u16(), &again.json()["id"]), (201, &first["id"]), "a repeat adds nothing");
        assert_eq!(folder.all().len(), 5);
        let sixth = attach(&app, "ana", &reference, table).await;
        assert_eq!((sixth.status.as_u16(), sixth.code().as_str()), (409, "too_many_files"));
        assert_eq!(folder.all().len(), 5);
        app.act("ana", &reference, json!({"action": "withdraw"})).await;
        assert_eq!(attach(&app, "ana", &reference, table).await.code(), "wrong_status");
    }

    async fn what_is_hidden_or_taken_away_is_gone(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let folder = Folder::of(&mut app, Quotas::default());
        let reference = app.file("ana").await;
        let kept = attach(&app, "ana", &reference, ("a.csv", TABLE)).await.json();
        let taken = attach(&app, "ana", &reference, ("con datos de Eva.csv", b"eva;1\nsol;2\n")).await.json();
        let (kept, gone) = (path_of(&kept), path_of(&taken));
        app.act("caro", &reference, json!({"action": "hide", "reason": "personal_data", "message": "Lo revisamos."})).await;
        for path in [&kept, &gone] {
            assert_eq!(get(&app, path).await.status, 404);
            let mut ana = signed_in(&app, "ana").await;
            assert_eq!(ana.take(&app, path).await.status, 404);
        }
        let refused = attach(&app, "caro", &reference, ("b.csv", TABLE)).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "while_hidden"));
        app.act("caro", &reference, json!({"action": "unhide"})).await;
        assert_eq!(get(&app, &kept).await.status, 200);

        let redact = json!({"action": "redact", "target": "file", "id": taken["id"], "reason": "datos personales", "message": "Tenía datos de personas."});
        let refused = app.try_act("ana", &reference, redact.clone()).await;
        assert_eq!(refused.status, 403);
        app.act("caro", &reference, redact.clone()).await;
        assert_eq!(folder.all().len(), 1, "its bytes are gone");
        assert_eq!((get(&app, &gone).await.status.as_u16(), get(&app, &kept).await.status.as_u16()), (404, 200));
        let page = get(&app, &format!("/requests/{reference}")).await;
        assert!(page.text.contains("[quitado: datos personales]") && !page.text.contains("Eva"));
        assert!(page.text.contains("Quitó un archivo"));
        assert_eq!(app.show("caro", &reference).await["attachments"].as_array().unwrap().len(), 1);
        let again = app.try_act("caro", &reference, redact).await;
        assert_eq!(again.errors(), [("#/id".to_owned(), "not_found".to_owned())]);
        // From the desk, by its name.
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, &format!("/desk/{reference}?action=redact")).await;
        caro.sees("un archivo: a.csv");
        let id = kept.split('/').nth(4).unwrap();
        let fields = [("target", format!("file:{id}")), ("reason", "repetido".into()), ("message", "Estaba dos veces.".into())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        caro.press(&app, "Quitar texto", &fields).await;
        assert!(folder.all().is_empty(), "{}", caro.text());
    }

    async fn files_of_a_draft_go_with_it(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let folder = Folder::of(&mut app, Quotas::default());
        let mut eva = Browser::new();
        eva.visit(&app, "/requests/new").await;
        eva.press_with(&app, "Enviar pedido", &[("body", BODY), ("email", "eva@example.org")], &[("files", "a.csv", TABLE)]).await;
        eva.sees("Mandamos un código");
        // Another one is typed and never sent.
        let mut leo = Browser::new();
        leo.visit(&app, "/requests/new").await;
        leo.press_with(&app, "Enviar pedido", &[("body", "corto")], &[("files", "b.csv", TABLE)]).await;
        assert_eq!(folder.all().len(), 2);
        let sweep = async |app: &TestApp| {
            let now = app.state.clock.now();
            app.state.db.write(async move |tx: &Tx| Ok::<_, WriteError>(drafts::erase_expired(tx, now, 100).await?)).await.unwrap();
            upkeep::sweep(&app.state.db, &app.state.files, now, now).await.unwrap();
        };
        sweep(&app).await;
        assert_eq!(folder.all().len(), 2, "both may still be sent");
        app.at("2026-11-22T12:00:00Z");
        sweep(&app).await;
        assert_eq!(folder.all().len(), 1, "what was never sent is kept for a day");
        leo.press(&app, "Enviar pedido", &[("body", BODY), ("email", "leo@example.org")]).await;
        leo.sees("ya no está");
        assert_eq!((leo.status(), leo.value("body").unwrap()), (422, BODY.to_owned()));
        app.at("2026-12-21T12:00:00Z");
        sweep(&app).await;
        assert!(folder.all().is_empty());
    }

    async fn files_of_what_was_held_back_wait_for_a_look(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.second_factor = false;
        let _folder = Folder::of(&mut app, Quotas::default());
        app.renew();
        let mut eva = Browser::new();
        eva.visit(&app, "/requests/new").await;
        let typed = [("body", BODY), ("email", "eva@example.org"), ("website", "https://example.org")];
        eva.press_with(&app, "Enviar pedido", &typed, &[("files", "a.csv", TABLE)]).await;
        let code = post::to(&post::deliver(&app).await, "eva", "").code();
        eva.press(&app, "Presentar el pedido", &[("code", &code)]).await;
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/admin/moderation").await;
        caro.press(&app, "Publicarlo", &[]).await;
        caro.sees("El pedido está publicado");
        let shown = |who: &'static str| { let app = &app; async move { app.as_anyone(who).get("/api/v1/requests/PD-2026-000001").await.json() } };
        assert_eq!(shown("anonymous").await["attachments"], json!([]), "nobody has seen it yet");
        let seen = shown("caro").await;
        assert_eq!((&seen["attachments"][0]["name"], &seen["attachments"][0]["public"]), (&json!("a.csv"), &json!(false)));
        // Whoever was held back does not let it out; whoever let the words in does.
        let mut eva = signed_in(&app, "eva").await;
        eva.visit(&app, "/requests/PD-2026-000001/files").await;
        assert!(!eva.has_button("Publicarlo igual a.csv"));
        caro.visit(&app, "/requests/PD-2026-000001/files").await;
        let (path, pairs) = caro.filled("Publicarlo igual a.csv", &[]);
        let csrf = eva.value("_csrf").unwrap();
        let forged: Vec<_> = pairs.iter().cloned().map(|(name, value)| if name == "_csrf" { (name, csrf.clone()) } else { (name, value) }).collect();
        eva.post(&app, &path, &forged).await;
        assert_eq!(shown("anonymous").await["attachments"], json!([]));
        caro.post(&app, &path, &pairs).await;
        assert_eq!(shown("anonymous").await["attachments"][0]["name"], "a.csv");
    }

    async fn nobody_fills_the_disk(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut large = b"mes;monto\n".to_vec();
        large.resize(900, b'1');
        let quotas = Quotas { person: 2_000, house: 4_000 };
        let folder = Folder::of(&mut app, quotas);
        let reference = app.file("ana").await;
        let file = ("a.csv", &large[..]);
        for _ in 0..2 {
            assert_eq!(attach(&app, "ana", &reference, file).await.status, 201);
        }
        let third = attach(&app, "ana", &reference, file).await;
        assert_eq!((third.status.as_u16(), third.code().as_str()), (429, "file_quota_person"));
        assert_eq!(third.header("retry-after"), "86400");
        assert_eq!(folder.all().len(), 2);
        app.at("2026-11-21T13:00:00Z");
        for _ in 0..2 {
            assert_eq!(attach(&app, "ana", &reference, file).await.status, 201);
        }
        let mut eva = Browser::new();
        eva.visit(&app, "/requests/new").await;
        eva.press_with(&app, "Enviar pedido", &[("body", BODY), ("email", "eva@example.org")], &[("files", "a.csv", &large)]).await;
        assert_eq!(eva.status(), 507);
        eva.sees("No queda lugar para más archivos en este sitio.");
        eva.press(&app, "Enviar pedido", &[]).await;
        eva.press(&app, "Lo mío es otra cosa", &[]).await;
        eva.sees("Mandamos un código");
        assert_eq!(folder.all().len(), 4);
    }
}

/// Nothing of a request is read by another method.
#[tokio::test]
async fn a_file_is_only_read() {
    testkit::run(testkit::Engine::Sqlite, async |db: TestDatabase| {
        let app = TestApp::with_people(&db).await;
        let answer = app
            .anonymous()
            .send(Method::POST, "/requests/PD-2026-000001/files/1/a.csv", None)
            .await;
        assert_eq!(answer.status, 405);
    })
    .await;
}
