//! Mails before and at the beginning of a request, and about questions.

use domain::{locale::Locale, status::Status};
use jiff::civil::date;

use super::{
    AREA, BODY, LIAISONS, PUBLIC, REQUESTER, Samples, area, due, message, moment, person, reference, staff,
    supporter, team, with_readers,
};
use crate::message::{Confirming, Happened, Invited, Listed, Reader, Topic};

pub(super) fn without_request(locale: Locale) -> Samples {
    let title = "Pauta oficial por medio, campaña y monto".to_owned();
    let link = "https://ventanilla.example.org/confirm/9fK2".to_owned();
    let confirm = |name: &str, purpose| {
        let topic = Topic::ConfirmEmail {
            purpose,
            title: title.clone(),
            code: "048213".to_owned(),
            link: link.clone(),
            expires_at: moment(),
        };
        (format!("confirm_email-{name}"), message(locale, topic))
    };
    let listed = |number, title: &str| Listed {
        reference: reference(number),
        title: title.to_owned(),
    };
    let new = |name: &str, requests| {
        (
            format!("new_request-{name}"),
            message(locale, Topic::NewRequests(requests)),
        )
    };
    let sign_in = Topic::SignIn {
        code: "731904".to_owned(),
        link: "https://ventanilla.example.org/sign-in/7Hq1".to_owned(),
        expires_at: moment(),
    };
    vec![
        confirm("file", Confirming::File),
        confirm("support", Confirming::Support),
        confirm("follow", Confirming::Follow),
        confirm("comment", Confirming::Comment),
        ("sign_in-link".to_owned(), message(locale, sign_in)),
        new("one", vec![listed(123, &title)]),
        new(
            "some",
            vec![
                listed(123, &title),
                listed(124, "Sueldos de las autoridades, por cargo y mes"),
            ],
        ),
    ]
}

pub(super) fn filed(locale: Locale) -> Samples {
    let receipt = |on_behalf, area, filed_by: Option<&str>| Happened::Receipt {
        body: BODY.to_owned(),
        due_on: date(2026, 12, 16),
        area,
        on_behalf,
        filed_by: filed_by.map(str::to_owned),
    };
    let assigned = |transfer, due_on, message| Happened::Assigned {
        area: AREA.to_owned(),
        transfer,
        due_on,
        message,
    };
    let desk = |transfer, due_on, message| Happened::DeskAssigned {
        area: AREA.to_owned(),
        transfer,
        due_on,
        body: BODY.to_owned(),
        message,
    };
    let why = || Some(team("Son ustedes quienes llevan el registro de la pauta."));
    [
        with_readers(locale, "own", REQUESTER, &receipt(false, None, None)),
        with_readers(locale, "own_area", REQUESTER, &receipt(false, area(), None)),
        with_readers(
            locale,
            "on_behalf",
            REQUESTER,
            &receipt(true, None, Some("Lucía Paz")),
        ),
        with_readers(locale, "on_behalf_team", REQUESTER, &receipt(true, None, None)),
        with_readers(locale, "first", REQUESTER, &assigned(false, due(), None)),
        with_readers(locale, "transfer", REQUESTER, &assigned(true, None, why())),
        with_readers(locale, "first", LIAISONS, &desk(false, due(), None)),
        with_readers(locale, "transfer", LIAISONS, &desk(true, None, why())),
    ]
    .concat()
}

pub(super) fn questions(locale: Locale) -> Samples {
    let ask = |area, pauses| Happened::Question {
        area,
        message: staff("¿Te sirve por orden de publicidad, o lo necesitás por mes?"),
        reply_by: date(2026, 12, 23),
        pauses,
    };
    let replied = |message, due_on| Happened::Replied {
        message,
        status: Status::UnderReview,
        due_on,
    };
    let lapsed = |reopen_until| Happened::Lapsed {
        message: staff("¿Te sirve por orden de publicidad, o lo necesitás por mes?"),
        reopen_until,
    };
    let warning = Happened::LapseWarning {
        message: staff("¿Te sirve por orden de publicidad, o lo necesitás por mes?"),
        reply_by: date(2026, 12, 23),
    };
    [
        with_readers(locale, "pauses", REQUESTER, &ask(area(), true)),
        with_readers(locale, "team", REQUESTER, &ask(None, false)),
        with_readers(
            locale,
            "requester",
            LIAISONS,
            &replied(person("Por orden, por favor."), due()),
        ),
        with_readers(
            locale,
            "supporter",
            &[Reader::Assignee],
            &replied(supporter("Por orden."), None),
        ),
        with_readers(
            locale,
            "staff",
            &[Reader::Assignee],
            &replied(team("Llamó por teléfono: por orden."), due()),
        ),
        with_readers(locale, "soon", REQUESTER, &warning),
        with_readers(
            locale,
            "reopen",
            &[Reader::Requester, Reader::Supporter],
            &lapsed(Some(date(2027, 2, 22))),
        ),
        with_readers(locale, "over", PUBLIC, &lapsed(None)),
    ]
    .concat()
}

pub(super) fn invited(locale: Locale) -> Samples {
    let listed = |number, title: &str| Listed {
        reference: reference(number),
        title: title.to_owned(),
    };
    let invited = |voiced: &[Listed], needed: &[Listed]| {
        let topic = Topic::Invited(Invited {
            meeting: "Mesa de datos de salud".to_owned(),
            held_on: date(2026, 11, 19),
            voiced: voiced.to_vec(),
            needed: needed.to_vec(),
            link: "https://ventanilla.example.org/invitations?key=9fK2".to_owned(),
        });
        message(locale, topic)
    };
    let beds = listed(123, "Camas de terapia por hospital");
    let vaccines = listed(124, "Vacunas aplicadas por barrio");
    vec![
        (
            "invited-needed".to_owned(),
            invited(&[], std::slice::from_ref(&beds)),
        ),
        (
            "invited-several".to_owned(),
            invited(&[], &[beds.clone(), vaccines.clone()]),
        ),
        (
            "invited-voiced".to_owned(),
            invited(std::slice::from_ref(&beds), &[]),
        ),
        ("invited-both".to_owned(), invited(&[beds], &[vaccines])),
    ]
}
