//! Mails about requests that end, come back, are joined, parted or moderated.

use domain::{
    action::RedactTarget,
    locale::Locale,
    status::{HideReason, Status},
};
use jiff::civil::date;

use super::{
    AREA, EVERYBODY, LIAISONS, PUBLIC, REQUESTER, STAFF, Samples, due, person, reference, staff, supporter,
    team, with_readers,
};
use crate::message::{Happened, Part, Reader};

pub(super) fn endings(locale: Locale) -> Samples {
    let reopened = |message, due_on| Happened::Reopened { message, due_on };
    let still = "Todavía lo necesito para un trabajo sobre medios.";
    let withdrawn = |waiting, reopen_until, message| Happened::Withdrawn {
        waiting,
        reopen_until,
        message,
    };
    let until = Some(date(2027, 2, 22));
    [
        with_readers(
            locale,
            "requester",
            &[Reader::Assignee, Reader::Follower],
            &reopened(person(still), due()),
        ),
        with_readers(locale, "supporter", EVERYBODY, &reopened(supporter(still), due())),
        with_readers(
            locale,
            "team",
            &[Reader::Requester, Reader::AreaLiaison],
            &reopened(team(still), None),
        ),
        with_readers(
            locale,
            "waiting",
            &[Reader::Supporter],
            &withdrawn(14, until, Some(person("Ya lo conseguí."))),
        ),
        with_readers(locale, "silent", &[Reader::Follower], &withdrawn(14, None, None)),
        with_readers(locale, "nobody", LIAISONS, &withdrawn(0, None, None)),
        with_readers(locale, "one", LIAISONS, &withdrawn(1, None, None)),
        with_readers(locale, "many", LIAISONS, &withdrawn(1_234, None, None)),
    ]
    .concat()
}

pub(super) fn joined(locale: Locale) -> Samples {
    let title = || "Gasto en publicidad oficial desde 2019".to_owned();
    let merged = |waiting| Happened::Merged {
        into: reference(87),
        into_title: title(),
        waiting,
        message: team("Piden lo mismo: lo tratamos en uno solo."),
    };
    let merged_in = |message| Happened::MergedIn {
        source: reference(87),
        source_title: title(),
        waiting: 12,
        message,
    };
    let unmerged = |due_on| Happened::Unmerged {
        from: reference(87),
        from_title: title(),
        status: Status::UnderReview,
        due_on,
        message: team("Miramos mejor y no piden lo mismo."),
    };
    let part = |number, area: &str| Part {
        reference: reference(number),
        area: area.to_owned(),
    };
    let split = Happened::Split {
        parts: vec![part(130, AREA), part(131, "Ministerio de Hacienda y Finanzas")],
        message: team("Una parte la tiene Comunicación y la otra, Hacienda."),
    };
    [
        with_readers(locale, "many", PUBLIC, &merged(12)),
        with_readers(locale, "one", REQUESTER, &merged(1)),
        with_readers(locale, "silent", LIAISONS, &merged_in(None)),
        with_readers(
            locale,
            "said",
            LIAISONS,
            &merged_in(Some(team("Piden lo mismo."))),
        ),
        with_readers(locale, "due", REQUESTER, &unmerged(due())),
        with_readers(locale, "undated", REQUESTER, &unmerged(None)),
        with_readers(locale, "two", REQUESTER, &split),
    ]
    .concat()
}

pub(super) fn moderated(locale: Locale) -> Samples {
    let mut all = Vec::new();
    for reason in HideReason::ALL {
        let hidden = Happened::Hidden {
            reason: *reason,
            message: team("Tiene el DNI de otra persona."),
        };
        all.extend(with_readers(locale, reason.as_str(), REQUESTER, &hidden));
    }
    for target in RedactTarget::ALL {
        let redacted = Happened::Redacted {
            target: *target,
            reason: "datos personales".to_owned(),
            message: Some(team("Había un teléfono.")),
        };
        all.extend(with_readers(locale, target.as_str(), REQUESTER, &redacted));
    }
    let bare = Happened::Redacted {
        target: RedactTarget::File,
        reason: "datos personales".to_owned(),
        message: None,
    };
    let unhidden = |due_on, message| Happened::Unhidden {
        status: Status::UnderReview,
        due_on,
        message,
    };
    let edited = |message| Happened::Edited {
        fields: vec!["title".to_owned(), "theme".to_owned()],
        message,
    };
    let commented = |message| Happened::Commented { message };
    all.extend(with_readers(locale, "bare", REQUESTER, &bare));
    all.extend(with_readers(
        locale,
        "said",
        REQUESTER,
        &unhidden(due(), Some(team("Ya quitamos el DNI."))),
    ));
    all.extend(with_readers(locale, "silent", REQUESTER, &unhidden(None, None)));
    all.extend(with_readers(
        locale,
        "team",
        PUBLIC,
        &edited(team("El título quedaba corto.")),
    ));
    all.extend(with_readers(
        locale,
        "area",
        REQUESTER,
        &edited(staff("El tema es publicidad oficial.")),
    ));
    all.extend(with_readers(
        locale,
        "area",
        REQUESTER,
        &commented(staff("Mañana subimos el archivo.")),
    ));
    all.extend(with_readers(
        locale,
        "team",
        REQUESTER,
        &commented(team("Lo seguimos de cerca.")),
    ));
    let mentioned = |name: Option<&str>| Happened::Mentioned {
        name: name.map(str::to_owned),
    };
    all.extend(with_readers(
        locale,
        "named",
        STAFF,
        &mentioned(Some("Ana <b>Souto")),
    ));
    all.extend(with_readers(locale, "nameless", STAFF, &mentioned(None)));
    all
}
