//! The requests of a meeting: entered from a table, looked at before anything is filed, filed once, and taken up or refused by
//! those whose names were put to them.

use domain::{locale::Locale, ops, store::Tx};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{CULTURE, TestApp},
    browser::Browser,
    counter::signed_in,
    post::{self, Mail},
};

const MEETING: [(&str, &str); 2] = [("meeting", "Mesa de datos de salud"), ("held_on", "2026-11-19")];
const HEAD: &str = "Pedido;Tema;Área;Quién lo dijo;Correo;A quién más le sirve";
const BEDS: &str = "Camas de terapia intensiva de cada hospital, por mes";
const VACCINES: &str = "Vacunas aplicadas por barrio y por semana desde 2021";

/// With everybody, and staff that needs its mail alone to get in.
async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    app
}

/// As spreadsheets write in Windows.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect()
}

/// What somebody brings from a meeting: six rows, two of them wrong.
fn six_rows() -> String {
    [
        HEAD,
        &format!("\"{BEDS},\n“sin nombres”\";Salud;ministerio-de-salud;Marta Núñez;marta@example.org;\"Eva Ríos <eva@example.org>; tomas@example.org\""),
        &format!("{VACCINES};SALUD;;Nora Núñez;;eva@example.org"),
        "=HYPERLINK(\"https://mal.example.org\");Cosas;;;;",
        "Recorridos de los colectivos, con sus horarios;;;Iván;ivan(arroba)example.org;",
        "Obras en escuelas, con montos y fechas de fin;Educación;;;;",
        "Presupuesto ejecutado de cada comuna, por mes;;;;;",
    ]
    .join("\r\n")
}

/// Sends a table, and looks at what would be filed.
async fn look(browser: &mut Browser, app: &TestApp, text: &str) {
    browser.visit(app, "/desk/entry").await;
    let fields = [MEETING[0], MEETING[1], ("text", text)];
    browser.press(app, "Ver cómo queda", &fields).await;
}

async fn requests(app: &TestApp) -> Vec<String> {
    let items = app.anonymous().get("/api/v1/requests?limit=100").await.json();
    let all = items["items"].as_array().unwrap().clone();
    all.iter()
        .map(|it| it["reference"].as_str().unwrap().to_owned())
        .collect()
}

/// The request with this title.
async fn titled(app: &TestApp, title: &str) -> String {
    let items = app.anonymous().get("/api/v1/requests?limit=100").await.json();
    let all = items["items"].as_array().unwrap().clone();
    let found = all
        .iter()
        .find(|it| it["title"].as_str().unwrap().starts_with(title));
    found.unwrap()["reference"].as_str().unwrap().to_owned()
}

async fn supporters(app: &TestApp, reference: &str) -> i64 {
    app.show("anonymous", reference).await["supporters"]
        .as_i64()
        .unwrap()
}

fn invitation(mails: &[Mail], who: &str) -> String {
    post::to(mails, who, "¿Son tuyos estos pedidos?").link("/invitations?key=")
}

on_both! {
    async fn a_meeting_becomes_requests_and_nothing_is_filed_by_looking(db: TestDatabase) {
        let app = office(&db).await;
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/desk").await;
        caro.follow(&app, "Cargar los pedidos de una reunión").await;
        let file = windows_1252(&six_rows());
        let with_file = [("file", "mesa.csv", file.as_slice())];
        // What is missing is said, and the file is not asked for again.
        caro.press_with(&app, "Ver cómo queda", &[("meeting", ""), ("held_on", "2026-11-21")], &with_file).await;
        assert_eq!(caro.status(), 422);
        caro.sees("Falta completar este dato");
        caro.sees("Tiene que ser hoy o una fecha anterior");
        assert!(caro.value("text").unwrap().contains("Nora Núñez"), "{:?}", caro.value("text"));
        caro.press(&app, "Ver cómo queda", &MEETING).await;
        assert_eq!(caro.status(), 200);
        caro.sees("4 filas para cargar, 2 para corregir, nada cargado todavía");
        caro.sees("Pide Marta Núñez; le avisamos a marta@example.org. Les preguntamos a 2 personas más");
        caro.sees("Se lo puede reclamar".to_lowercase().as_str());
        caro.sees("queda a nombre de la reunión");
        // One to whoever voiced a request, one to each of the two who need several.
        caro.sees("se mandan 3 correos: 1 por pedidos hechos en nombre de alguien y 2 a quienes también los necesitan");
        caro.sees("los contamos recién cuando confirman");
        caro.sees("Línea 5");
        caro.sees("No es uno de los valores posibles. Dejala vacía o elegí uno:");
        caro.sees("No parece una dirección de correo. Va una sola");
        assert!(requests(&app).await.is_empty());
        assert!(post::deliver(&app).await.is_empty());

        // What is given back says why, opens as a table, and runs nothing.
        let link = caro.link("Descargar las filas para corregir").unwrap();
        let given = caro.take(&app, &link).await;
        assert!(given.bytes.starts_with("\u{feff}".as_bytes()));
        assert!(given.text.contains("Qué corregir\r\n"), "{}", given.text);
        assert!(given.text.contains("\"'=HYPERLINK(\"\"https://mal.example.org\"\")\";Cosas"), "{}", given.text);
        assert!(given.text.contains("Tema: No es uno de los valores posibles"));
        assert!(!given.text.contains("Vacunas"));

        // Mended on the page, all six are good.
        let mended = caro.value("text").unwrap().replace("=HYPERLINK(\"https://mal.example.org\");Cosas", "Sueldos de cada repartición, por mes;").replace("(arroba)", "@");
        caro.press(&app, "Ver de nuevo cómo queda", &[("text", &mended)]).await;
        caro.sees("6 filas para cargar, nada para corregir");
        let form = caro.filled("Cargar 6 pedidos", &[]);
        caro.press(&app, "Cargar 6 pedidos", &[]).await;
        caro.sees("Listo: se cargaron 6 pedidos.");
        assert_eq!(requests(&app).await.len(), 6);
        // Twice is once, however it comes to be sent again.
        caro.post(&app, &form.0, &form.1).await;
        caro.sees("Ya estaba todo cargado");
        assert_eq!(requests(&app).await.len(), 6);

        let mails = post::deliver(&app).await;
        let mut readers: Vec<&str> = mails.iter().map(Mail::reader).collect();
        readers.sort_unstable();
        assert_eq!(readers, ["eva", "ivan", "marta", "tomas"], "one mail each");
        assert!(post::to(&mails, "marta", "PD-2026-").text.contains("caro presentó un pedido en tu nombre"));
        let asked = &post::to(&mails, "eva", "Mesa de datos de salud").text;
        assert!(asked.contains("el 19 de noviembre de 2026") && asked.contains(BEDS) && asked.contains(VACCINES), "{asked}");

        let beds = app.show("anonymous", &titled(&app, BEDS).await).await;
        assert_eq!((&beds["origin"], &beds["theme"], &beds["supporters"]), (&json!("work_table"), &json!("health"), &json!(0)));
        assert_eq!(beds["requester"]["name"], "Marta Núñez");
        assert!(beds["body"].as_str().unwrap().contains("“sin nombres”"));
        let works = titled(&app, "Obras en escuelas").await;
        let filed = &app.events(&works).await[0];
        assert_eq!((&filed["action"], &filed["actor"]["role"]), (&json!("file"), &json!("coordinator")));
        let works = app.show("anonymous", &works).await;
        assert_eq!(works["requester"]["name"], "Mesa de datos de salud");
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Cargó un pedido de una reunión");
    }

    async fn those_who_are_named_say_so_themselves(db: TestDatabase) {
        let app = office(&db).await;
        let mut caro = signed_in(&app, "caro").await;
        look(&mut caro, &app, &six_rows()).await;
        caro.press(&app, "Cargar 4 pedidos", &[]).await;
        let (beds, vaccines) = (titled(&app, BEDS).await, titled(&app, VACCINES).await);
        let mails = post::deliver(&app).await;
        let link = invitation(&mails, "eva");
        // Scanners open links, and change nothing.
        for _ in 0..3 {
            let mut scanner = Browser::new();
            scanner.visit(&app, &link).await;
            assert_eq!(scanner.status(), 200);
        }
        assert_eq!(supporters(&app, &beds).await, 0);
        let mut eva = Browser::new();
        eva.visit(&app, &link).await;
        eva.sees("En “Mesa de datos de salud”, el 19 de noviembre de 2026");
        eva.sees("e***@example.org");
        assert_eq!(eva.value("name").unwrap(), "Eva Ríos");
        eva.press(&app, "Sí, son míos o los necesito", &[]).await;
        eva.sees("Listo: quedó confirmado");
        assert_eq!((supporters(&app, &beds).await, supporters(&app, &vaccines).await), (1, 1));
        eva.visit(&app, "/me").await;
        assert!(eva.path().starts_with("/sign-in"), "the link signs nobody in: {}", eva.path());
        // She is somebody now, who hears of it.
        app.act("caro", &beds, json!({"action": "assign", "area": "ministerio-de-salud"})).await;
        assert_eq!(app.show("anonymous", &beds).await["followers"], 1);
        let page = caro.path().split('?').next().unwrap().to_owned();
        caro.visit(&app, &page).await;
        caro.sees("1 de 2 personas dijeron que les sirve");

        let mut tomas = Browser::in_language("en");
        tomas.visit(&app, &invitation(&mails, "tomas")).await;
        tomas.press(&app, "It was not me, take my name off", &[]).await;
        tomas.sees("Done: we took your name off");
        assert!(!tomas.has_button("It was not me, take my name off"));
        assert_eq!(supporters(&app, &beds).await, 1);
        // And whoever took it up may think better of it.
        eva.visit(&app, &link).await;
        eva.press(&app, "No fui yo, sacar mi nombre", &[]).await;
        eva.sees("Listo: sacamos tu nombre");
        assert_eq!((supporters(&app, &beds).await, supporters(&app, &vaccines).await), (0, 0));
        assert_eq!(app.show("anonymous", &beds).await["followers"], 0);
        // Whatever is made of a link opens nothing.
        let mut other = Browser::new();
        for bad in [link.replace("#out", "x"), "/invitations".to_owned(), "/invitations?key=AAAA".to_owned()] {
            other.visit(&app, &bad).await;
            assert_eq!(other.status(), 404, "{bad}");
        }
    }

    async fn a_request_without_an_address_is_claimed_later(db: TestDatabase) {
        let app = office(&db).await;
        let mut caro = signed_in(&app, "caro").await;
        look(&mut caro, &app, &format!("pedido,nombre\n{VACCINES},Nora Núñez")).await;
        caro.press(&app, "Cargar un pedido", &[]).await;
        let vaccines = titled(&app, VACCINES).await;
        assert!(post::deliver(&app).await.is_empty(), "nobody is to be told, and whoever entered it knows");
        caro.press(&app, "Preguntarle si es suyo", &[("email", "nora@")]).await;
        assert_eq!(caro.status(), 422);
        caro.sees("No parece una dirección de correo");
        caro.press(&app, "Preguntarle si es suyo", &[("email", "nora@example.org")]).await;
        caro.sees("Listo: le preguntamos por correo");
        caro.sees("todavía no contestó");
        let link = invitation(&post::deliver(&app).await, "nora");
        let mut nora = Browser::new();
        nora.visit(&app, &link).await;
        nora.sees("lo pediste vos");
        nora.press(&app, "Sí, son míos o los necesito", &[("name", "Nora N.")]).await;
        nora.sees("confirmaste que es tuyo");
        let now = app.show("anonymous", &vaccines).await;
        assert_eq!((&now["requester"]["name"], &now["version"], &now["supporters"]), (&json!("Nora N."), &json!(1), &json!(0)));
        let told = app.events(&vaccines).await;
        assert_eq!(told.last().unwrap()["action"], "claimed");
        nora.visit(&app, &format!("/requests/{vaccines}")).await;
        nora.sees("confirmó que lo pidió en una reunión");
        // From here on it is hers: she is asked, and may answer.
        app.act("caro", &vaccines, json!({"action": "ask", "message": "¿Por semana o por mes?"})).await;
        let mails = post::deliver(&app).await;
        assert_eq!(mails.iter().map(Mail::reader).collect::<Vec<_>>(), ["nora"]);
        let mut own = signed_in(&app, "nora").await;
        own.visit(&app, "/me").await;
        own.sees("Vacunas aplicadas");
        // It is claimed: nobody else is asked.
        let page = caro.path().split('?').next().unwrap().to_owned();
        caro.visit(&app, &page).await;
        assert!(!caro.has_button("Preguntarle si es suyo"));
    }

    async fn what_was_asked_before_is_named_and_left_out(db: TestDatabase) {
        let app = office(&db).await;
        let there = app.file_with("ana", json!({"title": "Camas de terapia", "body": BEDS})).await;
        let mut caro = signed_in(&app, "caro").await;
        look(&mut caro, &app, &format!("pedido;asistentes\n{BEDS}.;\n{BEDS};eva@example.org\n{VACCINES};\n{}; ", VACCINES.to_uppercase())).await;
        caro.sees(&format!("{there} · dice exactamente lo mismo"));
        caro.sees("Dice lo mismo que la línea 4");
        // The first differs by a point only: alike, and for whoever enters it to decide.
        caro.press(&app, "Cargar 2 pedidos", &[("rows", "")]).await;
        assert_eq!(caro.status(), 422);
        caro.sees("Elegí al menos una fila");
        caro.press(&app, "Cargar 2 pedidos", &[("rows", "4")]).await;
        caro.sees("Listo: se cargó un pedido.");
        caro.sees("3 filas para cargar, nada para corregir, una ya cargada");
        assert_eq!(requests(&app).await.len(), 2);
        // What is mended now is an entry of its own: what was filed stays what it is.
        let left = caro.value("text").unwrap();
        assert!(!left.contains(VACCINES) && left.contains(&VACCINES.to_uppercase()), "{left}");
        let before = caro.path().to_owned();
        caro.press(&app, "Ver de nuevo cómo queda", &[("text", &format!("pedido\n{VACCINES}, con edades\n"))]).await;
        assert_ne!(caro.path(), before.split('?').next().unwrap());
        caro.press(&app, "Cargar un pedido", &[]).await;
        assert_eq!(requests(&app).await.len(), 3);
        caro.visit(&app, "/desk/entry").await;
        caro.sees("Mesa de datos de salud");
    }

    async fn what_is_no_table_is_told_and_kept(db: TestDatabase) {
        let app = office(&db).await;
        let mut lia = signed_in(&app, "lia").await;
        look(&mut lia, &app, "Comuna;Tema\n1;Salud").await;
        assert_eq!(lia.status(), 422);
        lia.sees("Falta la columna “Pedido”. Las que encontramos son: Comuna, Tema.");
        assert_eq!(lia.value("meeting").unwrap(), MEETING[0].1);
        assert!(lia.value("text").unwrap().contains("1;Salud"));
        lia.press_with(&app, "Ver cómo queda", &MEETING, &[("file", "mesa.xlsx", b"PK\x03\x04\0\0\0")]).await;
        lia.sees("No es un archivo CSV");
        let large = format!("pedido\n{}", "x".repeat(1_000_001));
        lia.press_with(&app, "Ver cómo queda", &MEETING, &[("file", "mesa.csv", large.as_bytes())]).await;
        lia.sees("Es más grande que 1 MB");
        let rows = format!("pedido\n{}", format!("{BEDS}\n").repeat(201));
        look(&mut lia, &app, &rows).await;
        lia.sees("Tiene 201 filas: se toman hasta 200 por vez");
        // The template is read as it is, but for its example.
        lia.visit(&app, "/desk/entry").await;
        let link = lia.link("Descargar la planilla modelo").unwrap();
        let template = lia.take(&app, &link).await;
        lia.press_with(&app, "Ver cómo queda", &MEETING, &[("file", "ventanilla.csv", &template.bytes)]).await;
        lia.sees("nada para cargar, una para corregir");
        lia.sees("Es la fila de ejemplo");
        lia.misses("no leemos");
        // A column that nobody reads is said.
        look(&mut lia, &app, &format!("pedido;comuna\n{BEDS};1")).await;
        lia.sees("Hay una columna que no leemos");
        lia.sees("comuna");
    }

    async fn only_staff_enters_and_only_its_own(db: TestDatabase) {
        let app = office(&db).await;
        let mut nobody = Browser::new();
        nobody.visit(&app, "/desk/entry").await;
        assert!(nobody.path().starts_with("/sign-in"), "{}", nobody.path());
        let mut ana = signed_in(&app, "ana").await;
        for path in ["/desk/entry", "/desk/entry/template.csv", "/desk/entry/1"] {
            ana.visit(&app, path).await;
            assert_eq!(ana.status(), 403, "{path}");
        }
        // A liaison files on behalf of others like any staff, for any area.
        let mut lia = signed_in(&app, "lia").await;
        look(&mut lia, &app, &format!("pedido;area;asistentes\n{BEDS};{CULTURE};eva@example.org")).await;
        let page = lia.path().to_owned();
        let forged = lia.filled("Cargar un pedido", &[]);
        let without: Vec<_> = forged.1.iter().filter(|(name, _)| name != "_csrf").cloned().collect();
        lia.post(&app, &forged.0, &without).await;
        assert_eq!(lia.status(), 403);
        assert!(requests(&app).await.is_empty());
        // What was sent holds addresses: nobody else reads it, coordinators neither.
        let mut caro = signed_in(&app, "caro").await;
        for path in [page.clone(), format!("{page}/left.csv")] {
            caro.visit(&app, &path).await;
            assert_eq!(caro.status(), 404, "{path}");
        }
        look(&mut caro, &app, &format!("pedido\n{VACCINES}")).await;
        let (_, fields) = caro.filled("Cargar un pedido", &[]);
        caro.post(&app, &forged.0, &fields).await;
        assert_eq!(caro.status(), 404);
        lia.visit(&app, &page).await;
        lia.press(&app, "Cargar un pedido", &[]).await;
        lia.sees("Listo: se cargó un pedido.");
        let beds = titled(&app, BEDS).await;
        assert_eq!(app.show("anonymous", &beds).await["area"], CULTURE);
        // What was hidden meanwhile is not asked about any more.
        app.act("caro", &beds, json!({"action": "hide", "reason": "mistake", "message": "Se cargó dos veces."})).await;
        let mails = post::deliver(&app).await;
        assert!(mails.iter().all(|mail| mail.reader() != "eva"), "{mails:?}");
    }

    async fn a_crash_before_the_mail_is_made_up_for(db: TestDatabase) {
        let mut app = office(&db).await;
        let mut caro = signed_in(&app, "caro").await;
        look(&mut caro, &app, &format!("pedido;asistentes\n{BEDS};eva@example.org tomas@example.org\n{VACCINES};eva@example.org")).await;
        let form = caro.filled("Cargar 2 pedidos", &[("rows", "2")]);
        caro.post(&app, &form.0, &form.1).await;
        // As if everything had stopped after the first row, before anybody was written to.
        testkit::execute(&db, "update invitation set mail = null").await;
        testkit::execute(&db, "delete from outbox where kind = 'invited'").await;
        let (early, late) = ("2026-11-20T12:09:00Z", "2026-11-20T12:10:00Z");
        let store = app.state.db.clone();
        let tell = async |now: &str| {
            let now = now.parse().unwrap();
            let tell = async move |tx: &Tx| ops::tell_left_behind(tx, Locale::EsAr, now).await;
            store.write(tell).await.unwrap()
        };
        assert!(!tell(early).await, "somebody may be filing just now");
        assert!(tell(late).await);
        assert!(!tell(late).await);
        app.at(late);
        let mails = post::deliver(&app).await;
        let mut readers: Vec<&str> = mails.iter().map(Mail::reader).collect();
        readers.sort_unstable();
        assert_eq!(readers, ["eva", "tomas"]);
        // Going on files what is left, and writes about that.
        caro.press(&app, "Cargar un pedido", &[]).await;
        caro.sees("Listo: se cargó un pedido.");
        let mails = post::deliver(&app).await;
        assert!(post::to(&mails, "eva", "¿Son tuyos").text.contains(VACCINES));
        assert_eq!(requests(&app).await.len(), 2);
    }

    async fn what_was_merged_is_supported_where_it_went(db: TestDatabase) {
        let app = office(&db).await;
        let target = app.file_with("ana", json!({"title": "Camas de terapia de la ciudad"})).await;
        let mut caro = signed_in(&app, "caro").await;
        look(&mut caro, &app, &format!("pedido;correo;asistentes\n{BEDS};marta@example.org;ana@example.org eva@example.org")).await;
        caro.press(&app, "Cargar un pedido", &[]).await;
        let mails = post::deliver(&app).await;
        app.act("caro", &titled(&app, BEDS).await, json!({"action": "merge", "into": target, "message": "Es lo mismo."})).await;
        let before = supporters(&app, &target).await;
        for who in ["eva", "ana"] {
            let mut browser = Browser::new();
            browser.visit(&app, &invitation(&mails, who)).await;
            browser.press(&app, "Sí, son míos o los necesito", &[]).await;
            browser.sees("Listo: quedó confirmado");
        }
        // Nobody supports what they ask for themselves.
        assert_eq!(supporters(&app, &target).await, before + 1);
    }
}

on_both! {
    async fn whoever_says_that_it_was_not_them_is_named_no_more(db: TestDatabase) {
        let app = office(&db).await;
        let mut caro = signed_in(&app, "caro").await;
        look(&mut caro, &app, &format!("pedido,nombre\n{VACCINES},nora@example.org")).await;
        caro.sees("El nombre es público");
        look(&mut caro, &app, &format!("pedido,nombre\n{VACCINES},Nora Núñez")).await;
        caro.press(&app, "Cargar un pedido", &[]).await;
        let vaccines = titled(&app, VACCINES).await;
        assert_eq!(app.show("anonymous", &vaccines).await["requester"]["name"], "Nora Núñez");
        caro.press(&app, "Preguntarle si es suyo", &[("email", "nora@example.org")]).await;
        let link = invitation(&post::deliver(&app).await, "nora");
        let mut nora = Browser::new();
        nora.visit(&app, &link).await;
        nora.press(&app, "No fui yo, sacar mi nombre", &[]).await;
        nora.sees("Listo: sacamos tu nombre");
        assert_eq!(app.show("anonymous", &vaccines).await["requester"]["name"], MEETING[0].1);
        // She is not asked again; somebody else may be.
        caro.press(&app, "Preguntarle si es suyo", &[("email", "nora@example.org")]).await;
        assert_eq!(caro.status(), 409);
        assert!(post::deliver(&app).await.is_empty());
        caro.visit(&app, "/desk/entry").await;
        caro.follow(&app, MEETING[0].1).await;
        caro.press(&app, "Preguntarle si es suyo", &[("email", "norma@example.org")]).await;
        let mails = post::deliver(&app).await;
        let mut norma = Browser::new();
        norma.visit(&app, &invitation(&mails, "norma")).await;
        norma.press(&app, "Sí, son míos o los necesito", &[]).await;
        assert_eq!(app.show("anonymous", &vaccines).await["requester"]["name"], json!(null));
    }

    async fn what_is_filed_is_what_was_shown(db: TestDatabase) {
        let app = office(&db).await;
        let mut caro = signed_in(&app, "caro").await;
        look(&mut caro, &app, &format!("pedido\n{VACCINES}")).await;
        let mut other_tab = caro.clone();
        caro.press(&app, "Ver de nuevo cómo queda", &[("text", &format!("pedido\n{BEDS}"))]).await;
        other_tab.press(&app, "Cargar un pedido", &[]).await;
        assert_eq!(other_tab.status(), 409);
        other_tab.sees("La tabla cambió");
        other_tab.sees(BEDS);
        assert!(requests(&app).await.is_empty());
        other_tab.press(&app, "Cargar un pedido", &[]).await;
        assert_eq!(requests(&app).await.len(), 1);
    }

    async fn a_request_that_went_elsewhere_is_nobodys_to_take(db: TestDatabase) {
        let app = office(&db).await;
        let mut caro = signed_in(&app, "caro").await;
        look(&mut caro, &app, &format!("pedido\n{VACCINES}\n{BEDS}")).await;
        caro.press(&app, "Cargar 2 pedidos", &[]).await;
        let (vaccines, beds) = (titled(&app, VACCINES).await, titled(&app, BEDS).await);
        let reference = caro.html().find(&vaccines) < caro.html().find(&beds);
        assert!(reference, "the first is asked about");
        caro.press(&app, "Preguntarle si es suyo", &[("email", "nora@example.org")]).await;
        let link = invitation(&post::deliver(&app).await, "nora");
        app.act("caro", &vaccines, json!({"action": "merge", "into": beds, "message": "Es lo mismo."})).await;
        assert_eq!(app.show("anonymous", &beds).await["supporters"], 0, "who typed it needs nothing");
        let mut nora = Browser::new();
        nora.visit(&app, &link).await;
        nora.press(&app, "Sí, son míos o los necesito", &[("name", "Nora")]).await;
        let now = app.show("anonymous", &beds).await;
        assert_eq!((&now["requester"]["name"], &now["supporters"]), (&json!(MEETING[0].1), &json!(1)));
    }
}
