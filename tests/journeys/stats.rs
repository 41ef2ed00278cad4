//! The figures: whoever downloads the events counts the same, in another language and from the definitions alone.

use std::collections::BTreeMap;

use domain::{
    action::Evidence,
    import::{ImportedArea, ImportedEnd, ImportedRequest},
    locale::Locale,
    ops::{self, Import, Tick},
    person::Sector,
    policy::{Actor, Job},
    status::{Kind, Outcome},
    store::{Tx, WriteError, figures, requests, reuses, reuses::ReuseState},
};
use jiff::{SignedDuration, Span, Timestamp, civil::date};
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::{
    app::{CULTURE, HEALTH, TestApp},
    browser::Browser,
};

mod lists;
mod script;

/// A row of numbers that looks random and is the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())]
    }
}

/// A town in which everything happens that can happen to a request.
struct Town {
    app: TestApp,
    dice: Dice,
    /// The requests, and who asked for each.
    requests: Vec<(String, &'static str)>,
    now: Timestamp,
    done: BTreeMap<String, usize>,
}

impl Town {
    async fn settle(db: &TestDatabase) -> Self {
        let app = TestApp::with_people(db).await;
        let now = app.state.clock.now();
        let mut town = Self {
            app,
            dice: Dice(20_261_120),
            requests: Vec::new(),
            now,
            done: BTreeMap::new(),
        };
        for ended in [Some(Outcome::Published), Some(Outcome::Withdrawn), None] {
            town.import(ended).await;
        }
        for _ in 0..12 {
            town.file().await;
        }
        town.make_something().await;
        town
    }

    /// People tell what they did with the data that came of a request, or of none, over two years; most of it is published.
    async fn make_something(&self) {
        let requests: Vec<Option<String>> = self
            .requests
            .iter()
            .map(|(reference, _)| Some(reference.clone()))
            .chain([None])
            .collect();
        for (place, request) in requests.into_iter().cycle().take(30).enumerate() {
            let mut caller = self.app.caller();
            let days = i64::try_from(place).unwrap() * 3;
            caller.moment.at += SignedDuration::from_hours(24 * days);
            let new = ops::NewReuse {
                title: format!("Mapa {place}"),
                url: format!("https://example.org/mapa/{place}"),
                text: None,
                sector: [
                    Some(Sector::Journalism),
                    None,
                    Some(Sector::Academia),
                    Some(Sector::Journalism),
                ][place % 4],
                request: request.map(|reference| reference.parse().unwrap()),
                datasets: vec!["compras".into()],
            };
            let tell = async move |tx: &Tx| {
                ops::tell_reuse(tx, &caller, new.clone()).await?;
                let waiting = reuses::list(tx, ReuseState::Waiting, None, 1).await?;
                let state = if place == 7 {
                    ReuseState::Refused
                } else {
                    ReuseState::Shown
                };
                reuses::decide(tx, waiting[0].id, state, caller.moment.at).await?;
                Ok::<_, ops::Error>(())
            };
            self.app.state.db.write(tell).await.unwrap();
        }
    }

    async fn file(&mut self) {
        // A liaison asks too, of her own area: what she says of its answer is no data user's word.
        let who = self.dice.one_of(&["ana", "sol", "leo", "lia"]);
        let mut fields = json!({"theme": self.dice.one_of(&["budget", "health", "culture"])});
        if who == "lia" || self.dice.roll(3) == 0 {
            fields["area"] = HEALTH.into();
        }
        let reference = self.app.file_with(who, fields).await;
        self.requests.push((reference, who));
    }

    /// What others recorded: ended years ago, or still open.
    async fn import(&mut self, ended: Option<Outcome>) {
        let row = ImportedRequest {
            key: format!("{ended:?}"),
            title: "Subsidios otorgados por el ministerio".into(),
            body: "Listado de los subsidios otorgados, con monto y beneficiario.".into(),
            purpose: None,
            kind: Kind::NewDataset,
            dataset: None,
            theme: Some("economy".into()),
            area: Some(ImportedArea {
                slug: CULTURE.into(),
                name: "Ministerio de Cultura".into(),
            }),
            sector: Sector::Unknown,
            language: Locale::EsAr,
            requester: None,
            received_on: date(2026, 3, 30),
            pending: ended.is_none(),
            end: ImportedEnd {
                outcome: ended.unwrap_or(Outcome::NotAnswered),
                evidence: Evidence {
                    url: Some("https://example.org/datos".into()),
                    ..Evidence::default()
                },
                message: "Se contestó por nota.".into(),
                on: ended.map(|_| date(2026, 5, 20)),
            },
            original: "asunto: Subsidios".into(),
        };
        let input = Import {
            row,
            open: ended.is_none(),
            zone: self.app.state.zone.clone(),
        };
        let caller = self.app.caller();
        let imported = async move |tx: &Tx| ops::import(tx, &caller, input.clone()).await;
        self.app.state.db.write(imported).await.unwrap();
    }

    /// Somebody tries something, and time passes.
    async fn step(&mut self) {
        if self.dice.roll(9) == 0 {
            self.file().await;
        }
        if self.dice.roll(4) == 0 {
            let days = i64::try_from(self.dice.roll(2)).unwrap();
            let hours = i64::try_from(self.dice.roll(24)).unwrap();
            self.now = self
                .now
                .checked_add(Span::new().hours(days * 24 + hours))
                .unwrap();
            self.app.at(&self.now.to_string());
            self.end_what_ends_by_itself().await;
        }
        let place = self.dice.roll(self.requests.len());
        let (reference, asker) = self.requests[place].clone();
        let request = self.app.show("caro", &reference).await;
        let Some((who, deed)) = self.deed(asker, &request) else {
            return;
        };
        if self.app.try_act(who, &reference, deed.clone()).await.status == 200 {
            let action = deed["action"].as_str().unwrap().to_owned();
            *self.done.entry(action).or_default() += 1;
        }
    }

    /// Something that may be done to a request, as it stands.
    fn deed(&mut self, asker: &'static str, request: &Value) -> Option<(&'static str, Value)> {
        let likely: &[&str] = match request["status"].as_str().unwrap() {
            _ if !request["hidden"].is_null() => &["unhide"],
            "received" => &[
                "assign", "assign", "assign", "ask", "answer", "withdraw", "merge", "split", "extend", "edit",
            ],
            "under_review" => &[
                "ask", "ask", "plan", "plan", "start", "answer", "assign", "merge", "extend", "withdraw",
            ],
            "needs_info" => &[
                "reply", "reply", "reply", "assign", "plan", "answer", "merge", "wait", "wait", "wait",
            ],
            "planned" | "in_preparation" => &[
                "answer", "answer", "answer", "ask", "assign", "start", "plan", "merge",
            ],
            "answered" => &[
                "confirm", "confirm", "confirm", "dispute", "answer", "hide", "wait", "wait",
            ],
            _ => &["reopen", "unmerge", "unmerge", "wait", "wait", "wait"],
        };
        let dice = &mut self.dice;
        let today = self.app.caller().moment.today;
        let days = i64::try_from(1 + dice.roll(25)).unwrap();
        let promised_on = today.checked_add(Span::new().days(days)).unwrap();
        let other = dice.roll(self.requests.len());
        let (other, _) = &self.requests[other];
        let outcome = dice.one_of(&[
            "published",
            "published",
            "partial",
            "already_exists",
            "available_elsewhere",
            "not_suitable",
            "not_held",
            "out_of_scope",
        ]);
        let ground = dice.one_of(&["tax_secrecy", "personal_data"]);
        let evidence = json!({"url": "https://data.example.org/x", "missing": "2019", "how": "Por nota.",
            "responsible": "La Nación.", "ground": ground});
        let action = dice.one_of(likely);
        let who = match action {
            "wait" => return None,
            "reply" | "confirm" | "dispute" | "withdraw" => asker,
            "reopen" => dice.one_of(&[asker, "caro"]),
            _ => "caro",
        };
        let deed = json!({"action": action, "message": "Lo decimos acá.", "area": dice.one_of(&[HEALTH, CULTURE]),
            "areas": [HEALTH, CULTURE], "promised_on": promised_on.to_string(), "outcome": outcome, "evidence": evidence,
            "verdict": dice.one_of(&["yes", "partly"]), "rating": 1 + dice.roll(5), "into": other, "reason": "mistake",
            "theme": dice.one_of(&["budget", "health", "culture"])});
        Some((who, deed))
    }

    /// Lapses and expiries, as the worker does them.
    async fn end_what_ends_by_itself(&mut self) {
        let mut caller = self.app.caller();
        caller.actor = Actor::System(Job::Timers);
        let today = caller.moment.today;
        let due = requests::with_timers(&self.app.state.db.read(), today, false, 1_000)
            .await
            .unwrap();
        for request in due {
            let caller = caller.clone();
            let input = Tick {
                request,
                reminders: false,
            };
            let tick = async move |tx: &Tx| ops::tick(tx, &caller, input).await;
            self.app.state.db.write(tick).await.unwrap();
        }
    }

    async fn fold(&self) {
        let fold = async |tx: &Tx| figures::fold(tx).await.map_err(WriteError::from);
        self.app.state.db.write(fold).await.unwrap();
    }
}

on_both! {
    async fn whoever_downloads_the_events_counts_the_same(db: TestDatabase) {
        let Some(script) = script::Script::find() else { return };
        let mut town = Town::settle(&db).await;
        for step in 0..700 {
            town.step().await;
            if step % 250 == 0 {
                town.fold().await;
            }
        }
        let csv = town.app.anonymous().get("/events.csv").await.text;
        let reuses = town.app.anonymous().get("/reuses.csv").await.text;
        let happened: std::collections::BTreeSet<String> = csv::Reader::from_reader(csv.as_bytes())
            .deserialize::<BTreeMap<String, String>>()
            .map(|row| row.unwrap()["action"].clone())
            .collect();
        for action in ["file", "assign", "ask", "reply", "lapse", "plan", "start", "answer", "confirm", "dispute", "expire", "reopen",
            "extend", "merge", "unmerge", "split", "withdraw", "edit", "hide", "unhide", "imported"] {
            assert!(happened.contains(action), "nobody did {action}: {:?}", town.done);
        }
        let mut numbers = 0;
        for (area, theme, year) in [
            (None, None, None),
            (Some(HEALTH), None, None),
            (Some(CULTURE), None, Some("2026")),
            (None, Some("budget"), None),
            (None, None, Some("2027")),
            (None, None, Some("1999")),
            (Some(HEALTH), Some("health"), Some("2027")),
        ] {
            let narrowed: Vec<(&str, &str)> = [("area", area), ("theme", theme), ("year", year)]
                .into_iter()
                .filter_map(|(key, value)| Some((key, value?)))
                .collect();
            let query: Vec<String> = narrowed.iter().map(|(key, value)| format!("{key}={value}")).collect();
            let told = town.app.anonymous().get(&format!("/api/v1/stats?{}", query.join("&"))).await.json();
            let counted = script.count(&csv, &reuses, &narrowed).await;
            numbers += script::differences(&told, &counted, "", &format!("{narrowed:?}"));
        }
        assert!(numbers > 1_000, "{numbers} figures were compared");
        let all = town.app.anonymous().get("/api/v1/stats").await.json();
        assert_eq!(all["reuses"]["count"], 29, "one was refused: {}", all["reuses"]);
        assert!(all["reuses"]["sectors"][0] != all["reuses"]["sectors"][1], "{}", all["reuses"]);
        let figures = &all["figures"];
        for path in ["/promises/kept", "/promises/late", "/promises/dropped", "/clock/met", "/clock/missed", "/clock/stopped",
            "/satisfaction/yes", "/satisfaction/partly", "/satisfaction/none", "/satisfaction/disputed", "/understood/yes", "/rating/count"] {
            assert!(figures.pointer(path).unwrap().as_i64().unwrap_or(0) > 0, "{path} is not tried: {figures}");
        }
    }

    async fn what_too_few_people_said_is_not_told(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        for n in 0..5 {
            let it = app.file_with("ana", json!({"area": HEALTH, "theme": "health"})).await;
            app.act("caro", &it, json!({"action": "assign", "area": HEALTH})).await;
            let evidence = json!({"dataset": "compras"});
            app.act("lia", &it, json!({"action": "answer", "outcome": "published", "evidence": evidence, "message": "Va."})).await;
            app.act("ana", &it, json!({"action": "confirm", "verdict": "yes"})).await;
            let said = app.anonymous().get(&format!("/api/v1/stats?area={HEALTH}")).await.json()["figures"]["satisfaction"].clone();
            if n < 4 {
                assert!(said.as_object().unwrap().values().all(Value::is_null), "{said}");
            } else {
                assert_eq!(said, json!({"answers": 5, "yes": 5, "partly": 0, "none": 0, "disputed": 0}));
            }
        }
        assert_eq!(app.anonymous().get("/api/v1/stats?area=nada&theme=nada&year=ayer").await.errors(), [
            ("#/query/area".to_owned(), "not_an_area".to_owned()),
            ("#/query/theme".to_owned(), "not_a_theme".to_owned()),
            ("#/query/year".to_owned(), "wrong_type".to_owned()),
        ]);
    }

    async fn the_page_shows_the_figures_and_leads_to_what_makes_them(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut page = Browser::new();
        page.visit(&app, "/stats").await;
        page.sees("Todavía no hay nada que contar");
        let answer = json!({"action": "answer", "outcome": "published", "evidence": {"dataset": "compras"}, "message": "Va."});
        let refusal = json!({"action": "answer", "outcome": "not_suitable", "evidence": {"ground": "tax_secrecy"}, "message": "Es secreto."});
        let mut all = Vec::new();
        for n in 0..6 {
            let theme = if n < 4 { "health" } else { "budget" };
            let it = app.file_with("ana", json!({"theme": theme})).await;
            app.act("caro", &it, json!({"action": "assign", "area": HEALTH})).await;
            all.push(it);
        }
        app.at("2026-11-24T12:00:00Z");
        let plan = json!({"action": "plan", "promised_on": "2026-12-10", "message": "Podemos."});
        app.act("lia", &all[0], plan).await;
        app.at("2026-12-01T12:00:00Z");
        app.act("lia", &all[0], answer).await;
        app.act("lia", &all[5], refusal).await;

        page.visit(&app, "/").await;
        page.follow(&app, "Ver todas las cifras").await;
        assert_eq!(page.path(), "/stats");
        for words in ["pedidos recibidos 6", "esperan una respuesta 4", "publicados, todo o una parte 1", "la mitad de las veces 11 días",
            "respondidos o con fecha dentro del plazo, de 2 plazos 100 %", "fecha prometida que se cumplió, de 1 100 %",
            "2 pedidos: la mitad tardó 7,5 días o menos; nueve de cada diez, 11 días o menos.", "noviembre de 2026 6 0 0",
            "diciembre de 2026 0 2 1", "Secreto fiscal", "menos de 5 respuestas"] {
            page.sees(words);
        }
        // A figure and the list that makes it say the same.
        page.follow(&app, "4").await;
        assert_eq!(page.path(), "/requests?status=received&status=under_review&status=needs_info&status=planned&status=in_preparation");
        page.sees("4 pedidos");
        // A list says to what it is narrowed, and each of that can be left out.
        page.visit(&app, &format!("/requests?answered=2026-12&answered_by={HEALTH}&answered_days=8-15&ground=tax_secrecy&received=2026&ended=2026-12")).await;
        for words in ["1 pedido", "Primera respuesta en diciembre de 2026", "Primera respuesta de Ministerio de Salud",
            "Primera respuesta: de 8 a 15 días", "Secreto fiscal", "Recibidos en 2026", "Terminaron en diciembre de 2026"] {
            page.sees(words);
        }
        page.follow(&app, "Secreto fiscal").await;
        page.sees("2 pedidos");
        page.misses("Secreto fiscal");
        assert!(page.html().contains("type=\"hidden\" name=\"answered_by\""), "another filter keeps these");
        page.visit(&app, "/requests?published=any&outcome=published").await;
        page.sees("1 pedido");
        page.sees("Ya tuvieron datos");
        // What means nothing is left out of the page, and told to programs.
        page.visit(&app, "/requests?received=ayer&answered=2026-13&published_by=nada&determined_days=x&outcome=nada&ended=any").await;
        page.sees("6 pedidos");
        let told = app.anonymous().get("/api/v1/requests?received=ayer&answered=2026-13&published_by=nada&determined_days=x&outcome=nada&ended=any").await;
        let fields: Vec<String> = told.errors().into_iter().map(|(field, _)| field.replace("#/query/", "")).collect();
        assert_eq!(fields, ["outcome", "received", "ended", "determined_days", "answered", "published_by"]);
        page.visit(&app, "/stats").await;

        page.visit(&app, "/stats?theme=budget&year=2026&area=nada").await;
        page.sees("Presupuesto · 2026");
        page.sees("pedidos recibidos 2");
        assert_eq!(page.link("2").unwrap(), "/requests?theme=budget&received=2026");
        page.visit(&app, "/stats?year=2020").await;
        page.sees("Todavía no hay nada que contar");

        page.visit(&app, &format!("/areas/{HEALTH}")).await;
        for words in ["En plazo 100 % de 2", "Hasta responder (mediana) 11 días", "Promesas cumplidas 100 % de 1",
            "Conformidad menos de 5 respuestas", "No se pudo publicar por Secreto fiscal: 1"] {
            page.sees(words);
        }
        page.visit(&app, "/themes/health").await;
        page.sees("Hasta publicar (mediana) 11 días");
        page.follow(&app, "Ver todas las cifras").await;
        page.sees("pedidos recibidos 4");

        // What is hidden is in none of them.
        app.act("caro", &all[5], json!({"action": "hide", "reason": "mistake", "message": "Se cargó por error."})).await;
        page.visit(&app, "/stats").await;
        page.sees("pedidos recibidos 5");
        page.misses("Secreto fiscal");
        app.act("caro", &all[5], json!({"action": "unhide"})).await;
        page.visit(&app, "/stats").await;
        page.sees("pedidos recibidos 6");
        page.sees("Secreto fiscal");
    }
}
