//! The story is lived through on several days of the year, and the same content always gives the same city.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    clock::Moment,
    data_request::DataRequest,
    deadline::{Calendar, ClockState},
    event::EventKind,
    ids::RequestId,
    ops,
    person::{Person, Role},
    policy::{Actor, Job},
    status::{ActionKind, Kind, Outcome, Status},
    store::{
        Db, Options, Tx, calendar, events,
        outbox::{self, Shelf},
        people,
        requests::{self, Filter, Sort},
    },
};
use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use testkit::{Engine, TestDatabase};

use super::{build, content, content::Content, visitors};

/// A city as it was lived.
struct City {
    requests: Vec<DataRequest>,
    /// Every request and every event, in words that can be compared.
    told: Vec<String>,
    /// What happened, by key.
    happened: BTreeSet<&'static str>,
    /// What happened last to each request, and when.
    last: BTreeMap<RequestId, (EventKind, Date)>,
    mails: BTreeMap<&'static str, usize>,
    /// The first of each role that a visitor signs in as.
    visitors: Vec<Person>,
    today: Date,
    calendar: Calendar,
}

async fn live(database: &TestDatabase, content: &Content, now: &str) -> City {
    let db = Db::connect(&Options::new(database.url())).await.unwrap();
    db.write(async |tx: &Tx| ops::seed(tx).await).await.unwrap();
    let zone = TimeZone::get("America/Argentina/Buenos_Aires").unwrap();
    let now: Timestamp = now.parse().unwrap();
    if let Err(error) = build(&db, content, Moment::new(now, &zone), &zone).await {
        panic!("{now}: {error:#}");
    }
    let mut people = Vec::new();
    for visitor in visitors(content).unwrap() {
        people.push(people::find(&db.read(), &visitor.email).await.unwrap().unwrap());
    }
    let today = Moment::new(now, &zone).today;
    let mut city = City {
        requests: Vec::new(),
        told: Vec::new(),
        happened: BTreeSet::new(),
        last: BTreeMap::new(),
        mails: BTreeMap::new(),
        visitors: people,
        today,
        calendar: calendar::load(&db.read(), today.saturating_sub(Span::new().days(90)))
            .await
            .unwrap(),
    };
    let everybody = Actor::System(Job::Timers);
    let mut cursor = None;
    loop {
        let filter = Filter::default();
        let page = requests::list(
            &db.read(),
            &everybody,
            &filter,
            Sort::Newest,
            cursor.as_ref(),
            100,
        )
        .await
        .unwrap();
        city.requests.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    for request in &city.requests {
        city.told.push(format!("{request:?}"));
        for entry in events::of_request(&db.read(), request.id).await.unwrap() {
            assert!(entry.event.change.at <= now, "{}: after today", request.reference);
            let change = &entry.event.change;
            city.happened.insert(change.kind.as_str());
            city.last.insert(request.id, (change.kind, change.on));
            city.told.push(format!("{} {entry:?}", request.reference));
        }
    }
    for mail in outbox::list(&db.read(), Shelf::All, None, 100_000).await.unwrap() {
        *city.mails.entry(mail.state.as_str()).or_default() += 1;
    }
    city
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_is_accepted_on_any_day_and_every_word_occurs() {
    let content = content().unwrap();
    for now in [
        "2026-11-23T15:00:00-03:00",
        "2026-03-02T03:10:00-03:00",
        "2027-01-01T11:00:00-03:00",
    ] {
        let database = TestDatabase::create(Engine::Sqlite).await;
        let city = live(&database, &content, now).await;
        database.close().await;
        complete(&city, now);
        something_to_do(&city, now);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_content_gives_the_same_city() {
    let content = content().unwrap();
    let now = "2026-11-23T15:00:00-03:00";
    let mut cities = Vec::new();
    for _ in 0..2 {
        let database = TestDatabase::create(Engine::Sqlite).await;
        cities.push(live(&database, &content, now).await);
        database.close().await;
    }
    let [one, other] = cities.as_slice() else {
        panic!("two cities")
    };
    for (one, other) in one.told.iter().zip(&other.told) {
        assert_eq!(one, other);
    }
    assert_eq!((one.told.len(), &one.mails), (other.told.len(), &other.mails));
}

fn complete(city: &City, now: &str) {
    let requests = &city.requests;
    assert!(requests.len() >= 60, "{now}: {}", requests.len());
    let seen = |key: fn(&DataRequest) -> Option<&str>| -> BTreeSet<&str> {
        requests.iter().filter_map(key).collect()
    };
    assert_eq!(
        seen(|request| Some(request.standing.status.as_str())),
        Status::ALL.iter().map(|key| key.as_str()).collect(),
        "{now}"
    );
    assert_eq!(
        seen(|request| Some(request.kind.as_str())),
        Kind::ALL.iter().map(|key| key.as_str()).collect(),
        "{now}"
    );
    let outcomes = seen(|request| request.standing.outcome.map(Outcome::as_str));
    assert_eq!(
        outcomes,
        Outcome::ALL.iter().map(|key| key.as_str()).collect(),
        "{now}"
    );
    let themes = domain::seed::themes().iter().map(|theme| theme.key).collect();
    assert_eq!(seen(|request| Some(request.theme.as_str())), themes, "{now}");
    for action in ActionKind::ALL {
        assert!(
            city.happened.contains(action.as_str()),
            "{now}: nobody does {action}"
        );
    }
    let hidden = requests
        .iter()
        .filter(|request| request.standing.hidden.is_some())
        .count();
    assert!(hidden > 0, "{now}: nothing is hidden");
    assert!(
        city.mails.get("pending").is_some_and(|count| *count > 20),
        "{now}: {:?}",
        city.mails
    );
}

/// Whoever signs in as the first person or the first liaison finds something to do, whatever day it is.
fn something_to_do(city: &City, now: &str) {
    let first = |role| city.visitors.iter().find(|person| person.role == role).unwrap();
    let (person, liaison) = (first(Role::Person), first(Role::Liaison));
    let has = |what: &str, fits: &dyn Fn(&DataRequest) -> bool| {
        assert!(city.requests.iter().any(fits), "{now}: nothing is {what}");
    };
    let of_person = |request: &DataRequest, status| {
        request.standing.status == status && request.standing.requester == person.id
    };
    has("there to judge", &|request| of_person(request, Status::Answered));
    has("there to reply to", &|request| {
        of_person(request, Status::NeedsInfo)
    });
    has("new in the area", &|request| {
        let area = request.standing.area.filter(|area| liaison.areas.contains(area));
        area.is_some() && request.standing.status == Status::Received
    });
    let given = |request: &DataRequest| {
        request.standing.status == Status::UnderReview && request.standing.assignee == Some(liaison.id)
    };
    let clock = |request: &DataRequest| request.standing.clock_state(city.today, &city.calendar);
    has("due soon", &|request| {
        given(request) && clock(request) == ClockState::DueSoon
    });
    has("overdue", &|request| {
        given(request) && clock(request) == ClockState::Overdue
    });
    has("disputed", &|request| {
        given(request) && request.standing.disputes == 1
    });
    let yesterday = city.today.yesterday().unwrap();
    has("just replied to", &|request| {
        let last = city.last.get(&request.id);
        given(request) && last.is_some_and(|(kind, on)| *kind == EventKind::Reply && *on >= yesterday)
    });
}

/// Fields are handed on as they are, and nothing else would notice a slip of the pen.
#[test]
fn every_field_is_one_that_is_read() {
    let of_requests =
        "title body purpose kind theme area dataset wanted_frequency format period coverage anonymous follows
        on_behalf_of";
    let of_actions = "area areas person promised outcome evidence verdict rating into reason target text readiness legal_duty";
    let known = |names: &str, field: &str| names.split_whitespace().any(|name| name == field);
    let mut names = BTreeSet::new();
    for story in content().unwrap().stories {
        for field in story.fields.keys() {
            assert!(known(of_requests, field), "{}: {field}", story.id);
        }
        for (step, field) in story
            .then
            .iter()
            .flat_map(|step| step.fields.keys().map(move |field| (step, field)))
        {
            assert!(known(of_actions, field), "{}: {} {field}", story.id, step.what);
        }
        assert!(
            names.insert(story.id.clone()),
            "two stories are called {}",
            story.id
        );
    }
}

#[test]
fn nobody_writes_filler() {
    let texts = content().unwrap().stories.into_iter().flat_map(|story| {
        let said: Vec<String> = story.then.into_iter().filter_map(|step| step.say).collect();
        let fields = story.fields.into_iter().map(|(_, value)| value.to_string());
        fields.chain(said).collect::<Vec<_>>()
    });
    for text in texts {
        let lower = text.to_lowercase();
        for filler in ["lorem", "ipsum", "dolor sit", "xxx", "asdf", "foo bar", "todo:"] {
            assert!(!lower.contains(filler), "{text}");
        }
    }
}
