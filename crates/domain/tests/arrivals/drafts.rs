//! Filing without a session: a draft, a code, a request.

use domain::{
    audience::MailKind,
    doubt::Signals,
    field::FieldCode,
    locale::Locale,
    ops::{
        self, ConfirmDraft, Confirmed, DraftStarted, Error, Proof, StartDraft, Wish, confirm_draft,
        start_draft,
    },
    person::Role,
    policy::{Actor, AdminPermit, Denied},
    reference::Reference,
    status::{Origin, Status},
    store::{
        Tx, drafts,
        idempotency::Key,
        one_time,
        outbox::{self, Shelf},
        people,
    },
};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::house::{House, KEY, email, object};

const BODY: &str = "Necesito el presupuesto ejecutado por comuna y por mes, desde 2020.";

async fn start(house: &House, address: &str) -> Result<DraftStarted, Error> {
    let fields = object(json!({"body": BODY, "theme": "budget", "name": "Ana Díaz", "sector": "journalism"}));
    let input = StartDraft {
        wish: Wish::File,
        email: email(address),
        fields,
        files: Vec::new(),
        key: KEY,
        limits: true,
        signals: Signals::default(),
        source: Some("un-barrio".to_owned()),
    };
    let caller = house.caller(Actor::Visitor);
    house
        .write(async move |tx: &Tx| start_draft(tx, &caller, input).await)
        .await
}

async fn confirm(house: &House, proof: Proof) -> Result<Confirmed, Error> {
    let caller = house.caller(Actor::Visitor);
    house
        .write(async move |tx: &Tx| confirm_draft(tx, &caller, ConfirmDraft { proof, key: KEY }).await)
        .await
}

/// The code as it is in the mail.
async fn code(house: &House, started: DraftStarted) -> Proof {
    let token = one_time::of_draft(&house.db.read(), started.draft)
        .await
        .unwrap()
        .unwrap()
        .token;
    Proof::Code {
        draft: started.draft,
        code: token.code(&KEY),
    }
}

/// The link as it is in the mail.
async fn link(house: &House, started: DraftStarted) -> Proof {
    let token = one_time::of_draft(&house.db.read(), started.draft)
        .await
        .unwrap()
        .unwrap()
        .token;
    Proof::Link {
        token: token.secret(&KEY),
    }
}

fn filed(confirmed: &Confirmed) -> Reference {
    match confirmed {
        Confirmed::Done(done) => done.reference,
        other => panic!("not filed: {other:?}"),
    }
}

async fn requests(house: &House) -> i64 {
    house.count("select count(*) from data_request").await
}

on_both! {
    async fn a_draft_confirmed_twice_is_one_request(database: TestDatabase) {
        let house = House::open(&database).await;
        let started = start(&house, "ana@example.org").await.unwrap();
        assert_eq!(requests(&house).await, 0);
        let mails = outbox::list(&house.db.read(), Shelf::Waiting, None, 10).await.unwrap();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].kind, MailKind::ConfirmEmail);

        let (code, link) = (code(&house, started).await, link(&house, started).await);
        let later = house.later(9);
        let reference = filed(&confirm(&later, code.clone()).await.unwrap());
        let request = house.find(reference).await;
        assert_eq!((request.standing.status, request.origin), (Status::Received, Origin::Web));
        assert_eq!(request.created_at, later.moment.at);
        assert_eq!((request.theme.as_str(), request.body.as_str()), ("budget", BODY));
        assert_eq!(request.public_name(), Some("Ana Díaz"));
        let person = people::find(&house.db.read(), &email("ANA@example.org")).await.unwrap().unwrap();
        assert_eq!((person.id, person.role, person.locale), (request.standing.requester, Role::Person, Locale::EsAr));
        assert_eq!(house.count("select count(*) from outbox where kind = 'receipt'").await, 1);

        // The mail is opened on another machine, a day later.
        assert_eq!(filed(&confirm(&house.later(1_500), link).await.unwrap()), reference);
        assert_eq!(filed(&confirm(&later, code).await.unwrap()), reference);
        assert_eq!((requests(&house).await, house.count("select count(*) from person").await), (1, 1));
    }

    async fn fifty_at_once_file_one_request(database: TestDatabase) {
        let house = House::open(&database).await;
        let started = start(&house, "ana@example.org").await.unwrap();
        let (code, link) = (code(&house, started).await, link(&house, started).await);
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..50 {
            let (house, proof) = (house.clone(), if number % 2 == 0 { code.clone() } else { link.clone() });
            tasks.spawn(async move { filed(&confirm(&house, proof).await.unwrap()) });
        }
        let references = tasks.join_all().await;
        assert!(references.iter().all(|reference| *reference == references[0]), "{references:?}");
        assert_eq!((requests(&house).await, house.count("select count(*) from person").await), (1, 1));
        assert_eq!(house.count("select count(*) from event").await, 1);
    }

    async fn two_drafts_of_one_newcomer_are_one_person(database: TestDatabase) {
        let house = House::open(&database).await;
        let (one, other) = (start(&house, "ana@example.org").await.unwrap(), start(&house, "Ana@Example.org").await.unwrap());
        let (one, other) = (code(&house, one).await, code(&house, other).await);
        let (one, other) = tokio::join!(confirm(&house, one), confirm(&house, other));
        assert_ne!(filed(&one.unwrap()), filed(&other.unwrap()));
        assert_eq!((requests(&house).await, house.count("select count(*) from person").await), (2, 1));
    }

    async fn ten_wrong_codes_spend_the_right_one_but_not_the_link(database: TestDatabase) {
        let house = House::open(&database).await;
        let started = start(&house, "ana@example.org").await.unwrap();
        let right = code(&house, started).await;
        let Proof::Code { code: digits, .. } = &right else { unreachable!() };
        let wrong = if digits == "000000" { "111111" } else { "000000" };
        for left in (0..10).rev() {
            let proof = Proof::Code { draft: started.draft, code: wrong.into() };
            assert_eq!(confirm(&house, proof).await.unwrap(), Confirmed::WrongCode { left });
        }
        let eleventh = Proof::Code { draft: started.draft, code: wrong.into() };
        assert_eq!(confirm(&house, eleventh).await.unwrap(), Confirmed::Spent);
        assert_eq!(confirm(&house, right).await.unwrap(), Confirmed::Spent);
        assert_eq!(requests(&house).await, 0);
        filed(&confirm(&house, link(&house, started).await).await.unwrap());
    }

    async fn a_code_works_for_ten_minutes(database: TestDatabase) {
        let house = House::open(&database).await;
        let started = start(&house, "ana@example.org").await.unwrap();
        let late = house.later(10);
        assert_eq!(confirm(&late, code(&house, started).await).await.unwrap(), Confirmed::Expired);
        assert_eq!(confirm(&late, link(&house, started).await).await.unwrap(), Confirmed::Expired);
        let nonsense = Proof::Link { token: "nonsense".into() };
        assert!(matches!(confirm(&house, nonsense).await, Err(Error::NotFound)));
        assert_eq!(requests(&house).await, 0);
    }

    async fn what_could_not_be_filed_is_refused_before_any_mail(database: TestDatabase) {
        let house = House::open(&database).await;
        let fields = object(json!({"body": "corto", "name": "x".repeat(201)}));
        let input = StartDraft { wish: Wish::File, email: email("ana@example.org"), fields, files: Vec::new(), key: KEY, limits: true, signals: Signals::default(), source: None };
        let caller = house.caller(Actor::Visitor);
        let refused = house.write(async move |tx: &Tx| start_draft(tx, &caller, input).await).await;
        let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
        let told: Vec<_> = invalid.0.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(told, [("#/body", FieldCode::TooShort), ("#/name", FieldCode::TooLong)]);

        for (field, value, code) in [
            ("theme", json!("astrology"), FieldCode::NotATheme),
            ("area", json!("nowhere"), FieldCode::NotAnArea),
            ("on_behalf_of", json!({"name": "Otra"}), FieldCode::StaffOnly),
        ] {
            let fields = object(json!({"body": BODY, field: value}));
            let input = StartDraft { wish: Wish::File, email: email("ana@example.org"), fields, files: Vec::new(), key: KEY, limits: true, signals: Signals::default(), source: None };
            let caller = house.caller(Actor::Visitor);
            let refused = house.write(async move |tx: &Tx| start_draft(tx, &caller, input).await).await;
            let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
            assert_eq!((invalid.0[0].pointer.as_str(), invalid.0[0].code), (format!("#/{field}").as_str(), code));
        }
        assert_eq!(house.count("select count(*) from outbox").await, 0);
    }

    async fn nobodys_mailbox_is_filled_by_our_form(database: TestDatabase) {
        let house = House::open(&database).await;
        for minute in [0, 1, 2] {
            start(&house.later(minute), "ana@example.org").await.unwrap();
        }
        let refused = start(&house.later(3), "ana@example.org").await;
        assert!(matches!(refused, Err(Error::TooMany { retry_after: 3_420 })), "{refused:?}");
        start(&house.later(3), "berta@example.org").await.unwrap();
        start(&house.later(60), "ana@example.org").await.unwrap();
        for hour in [3, 4, 5, 6, 7, 8] {
            start(&house.later(hour * 60), "ana@example.org").await.unwrap();
        }
        let refused = start(&house.later(9 * 60), "ana@example.org").await;
        assert!(matches!(refused, Err(Error::TooMany { retry_after: 54_000 })), "{refused:?}");
        start(&house.later(24 * 60), "ana@example.org").await.unwrap();

        let fields = object(json!({"body": BODY}));
        let input = StartDraft { wish: Wish::File, email: email("ana@example.org"), fields, files: Vec::new(), key: KEY, limits: false, signals: Signals::default(), source: None };
        let caller = house.later(9 * 60).caller(Actor::Visitor);
        house.write(async move |tx: &Tx| start_draft(tx, &caller, input).await).await.unwrap();
    }

    async fn a_form_sent_twice_is_one_draft(database: TestDatabase) {
        let house = House::open(&database).await;
        let key = Key {
            scope: "form".into(),
            key_hash: "k".into(),
            op: "start_draft".into(),
            input_hash: "i".into(),
        };
        let mut seen = Vec::new();
        for _ in 0..2 {
            let fields = object(json!({"body": BODY}));
            let input = StartDraft { wish: Wish::File, email: email("ana@example.org"), fields, files: Vec::new(), key: KEY, limits: true, signals: Signals::default(), source: None };
            let mut caller = house.caller(Actor::Visitor);
            caller.key = Some(key.clone());
            seen.push(house.write(async move |tx: &Tx| start_draft(tx, &caller, input).await).await.unwrap());
        }
        assert_eq!(seen[0], seen[1]);
        assert_eq!(house.count("select count(*) from outbox").await, 1);
    }

    async fn a_closed_account_files_nothing(database: TestDatabase) {
        let house = House::open(&database).await;
        house.person("ana@example.org", Role::Person, &[]).await;
        let caller = house.caller(Actor::Visitor);
        house.write(async move |tx: &Tx| ops::disable_person(tx, &caller, &AdminPermit::at_the_machine(), &email("ana@example.org")).await).await.unwrap();
        let started = start(&house, "ana@example.org").await.unwrap();
        let refused = confirm(&house, code(&house, started).await).await;
        assert!(matches!(refused, Err(Error::Denied(Denied::SignIn))), "{refused:?}");
        assert_eq!(requests(&house).await, 0);
    }

    async fn drafts_nobody_confirmed_leave_nothing_behind(database: TestDatabase) {
        let house = House::open(&database).await;
        start(&house, "ana@example.org").await.unwrap();
        let kept = start(&house, "berta@example.org").await.unwrap();
        filed(&confirm(&house, code(&house, kept).await).await.unwrap());
        assert_eq!(house.count("select count(*) from draft where body like '%presupuesto%'").await, 1);

        for (days, erased) in [(29, 0), (30, 2), (31, 0)] {
            let now = house.later(days * 24 * 60).moment.at;
            let count = house.write(async move |tx: &Tx| Ok(drafts::erase_expired(tx, now, 500).await?)).await.unwrap();
            assert_eq!(count, erased, "after {days} days");
        }
        assert_eq!(house.count("select count(*) from draft").await, 0);
        assert_eq!(house.count("select count(*) from mailbox where address like 'ana%'").await, 0);
        assert_eq!(house.count("select count(*) from mailbox where address like 'berta%'").await, 1);
        assert_eq!(requests(&house).await, 1);
    }

    async fn one_place_gets_so_many_forms_in_an_hour_and_a_restart_forgives_nobody(db: TestDatabase) {
        let house = House::open(&db).await;
        for n in 0..60 {
            start(&house, &format!("persona{n}@example.org")).await.unwrap();
        }
        // Nothing is kept in memory: what is counted is in the database.
        match start(&house, "otra@example.org").await {
            Err(Error::TooMany { retry_after }) => assert_eq!(retry_after, 3600),
            other => panic!("{other:?}"),
        }
        let later = house.later(61);
        start(&later, "otra@example.org").await.unwrap();
        let now = later.later(61).caller(Actor::Visitor).moment.at;
        house.write(async move |tx: &Tx| Ok(drafts::forget_sources(tx, now).await?)).await.unwrap();
        assert_eq!(house.count("select count(*) from draft where source is not null").await, 0);
    }
}
