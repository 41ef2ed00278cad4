//! Who may do what, as a table people can read.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::{Actor, Denied, Intent, Signed, authorize, can_view};
use crate::{
    action::Evidence,
    clock::Moment,
    data_request::DataRequest,
    deadline::Calendar,
    event::{ActorRole, Change, Details, EventKind},
    ids::{AreaId, PersonId, RequestId},
    person::{Role, Sector},
    priority::{Inputs, Weights},
    standing::{Given, Standing},
    status::{ActionKind, Kind, Origin, Status},
};

const OWN: AreaId = AreaId(1);

/// A request of person 1, in the hands of area 1.
pub(crate) fn request() -> DataRequest {
    let moment = Moment {
        at: Timestamp::UNIX_EPOCH,
        today: "2026-11-20".parse().unwrap(),
    };
    let calendar = Calendar::default();
    let given = Given {
        moment,
        calendar: &calendar,
        actor: Some(PersonId(1)),
        role: ActorRole::Requester,
    };
    let (mut standing, _) = Standing::file(PersonId(1), Some(OWN), &given);
    let details = Details {
        area: Some(OWN),
        ..Details::default()
    };
    standing.evolve(&Change {
        details,
        ..given.change(EventKind::Assign, None, Status::UnderReview, Details::default())
    });
    DataRequest {
        id: RequestId(5),
        reference: "2026-5".parse().unwrap(),
        title: "Presupuesto por comuna".into(),
        body: String::new(),
        purpose: None,
        kind: Kind::NewDataset,
        theme: "budget".into(),
        theme_pending: false,
        area: Some("hacienda".into()),
        dataset: None,
        wanted_frequency: None,
        format: None,
        period: None,
        coverage: None,
        requester_name: None,
        anonymous: false,
        sector: Sector::Unknown,
        origin: Origin::Web,
        language: "es-AR".into(),
        legal_duty: false,
        readiness: 0,
        personal_data: crate::legal_check::LegalCheck::Unchecked,
        secrecy: crate::legal_check::LegalCheck::Unchecked,
        part_of: None,
        follows: None,
        duplicate_of: None,
        evidence: Evidence::default(),
        verdict_comment: None,
        standing,
        priority: Inputs {
            supporters: &std::collections::BTreeMap::new(),
            priority_theme: true,
            table_rank: None,
            legal_duty: false,
            readiness: 0,
            received_on: moment.today,
        }
        .weigh(&Weights::default()),
        supporters: 0,
        supporters_by_sector: std::collections::BTreeMap::new(),
        followers: 0,
        comments: 0,
        created_at: moment.at,
        updated_at: moment.at,
        version: 1,
        revision: 1,
    }
}

fn person(id: i64, role: Role, areas: &[AreaId]) -> Actor {
    Actor::Person(Signed {
        id: PersonId(id),
        role,
        areas: areas.to_vec(),
        read_only: false,
    })
}

fn actors() -> [(&'static str, Actor, bool); 8] {
    [
        ("visitor", Actor::Visitor, false),
        ("stranger", person(2, Role::Person, &[]), false),
        ("supporter", person(3, Role::Person, &[]), true),
        ("requester", person(1, Role::Person, &[]), false),
        (
            "liaison, other area",
            person(4, Role::Liaison, &[AreaId(2)]),
            false,
        ),
        ("liaison, own area", person(5, Role::Liaison, &[OWN]), false),
        ("coordinator", person(6, Role::Coordinator, &[]), false),
        ("admin", person(7, Role::Admin, &[]), false),
    ]
}

#[test]
fn the_table_of_rights() {
    let request = request();
    let mut table = String::new();
    for action in ActionKind::ALL {
        let who: Vec<_> = actors()
            .into_iter()
            .filter(|(_, actor, supports)| {
                authorize(actor, &Intent::any(*action), &request, *supports).is_ok()
            })
            .map(|(name, ..)| name)
            .collect();
        writeln!(table, "{:<9} {}", action.as_str(), who.join(" | ")).unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_token_that_reads_does_nothing_else() {
    let Actor::Person(signed) = person(1, Role::Admin, &[]) else {
        unreachable!()
    };
    let actor = Actor::Person(Signed {
        read_only: true,
        ..signed
    });
    for action in ActionKind::ALL {
        assert_eq!(
            authorize(&actor, &Intent::any(*action), &request(), true),
            Err(Denied::ReadOnlyToken)
        );
    }
}

#[test]
fn a_liaison_takes_for_its_own_area_and_passes_on_twice() {
    let liaison = person(5, Role::Liaison, &[OWN]);
    let to = |area| Intent {
        area: Some(area),
        ..Intent::any(ActionKind::Assign)
    };
    let mut request = request();
    assert!(authorize(&liaison, &to(AreaId(2)), &request, false).is_ok());
    request.standing.transfers = 2;
    assert_eq!(
        authorize(&liaison, &to(AreaId(2)), &request, false),
        Err(Denied::TooManyTransfers)
    );
    assert!(
        authorize(&liaison, &to(OWN), &request, false).is_ok(),
        "within its area as often as it likes"
    );
    assert!(
        authorize(
            &person(6, Role::Coordinator, &[]),
            &to(AreaId(2)),
            &request,
            false
        )
        .is_ok()
    );
    (request.standing.transfers, request.standing.assigned) = (0, false);
    assert_eq!(
        authorize(&liaison, &to(AreaId(2)), &request, false),
        Err(Denied::OnlyOwnArea)
    );
    assert!(authorize(&liaison, &to(OWN), &request, false).is_ok());
}

#[test]
fn who_may_edit_which_field() {
    let edit = |fields: &[&'static str]| Intent {
        fields: fields.to_vec(),
        ..Intent::any(ActionKind::Edit)
    };
    let liaison = person(5, Role::Liaison, &[OWN]);
    let requester = person(1, Role::Person, &[]);
    assert!(authorize(&liaison, &edit(&["theme", "readiness"]), &request(), false).is_ok());
    assert_eq!(
        authorize(&liaison, &edit(&["title"]), &request(), false),
        Err(Denied::FieldNotYours("title"))
    );
    assert!(authorize(&requester, &edit(&["title", "body"]), &request(), false).is_ok());
    let denied = authorize(&requester, &edit(&["readiness"]), &request(), false);
    assert_eq!(denied, Err(Denied::FieldNotYours("readiness")));
}

#[test]
fn only_coordinators_see_what_is_hidden() {
    let seers: Vec<_> = actors()
        .into_iter()
        .filter(|(_, actor, _)| can_view(actor, true))
        .map(|(name, ..)| name)
        .collect();
    assert_eq!(seers, ["coordinator", "admin"]);
    assert!(actors().iter().all(|(_, actor, _)| can_view(actor, false)));
}
