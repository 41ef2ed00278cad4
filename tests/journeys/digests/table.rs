//! The table of PRODUCT §3, cell by cell: each one is shown by a story, and no story shows another.

use std::collections::BTreeSet;

use domain::audience::MailKind;
use testkit::{TestDatabase, on_both};

use super::stories;

/// How somebody hears of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    AtOnce,
    Digest,
}

/// The cells that stories have shown: which mail, who, and how.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seen(BTreeSet<(&'static str, &'static str, When)>);

impl Seen {
    /// Notes that somebody of [`super::place::Place`] heard.
    pub fn note(&mut self, kind: &str, reader: &str, when: When) {
        let who = match reader {
            "ana" | "leo" => "requester",
            "sol" => "supporter",
            "flo" => "follower",
            "nora" => "follower who wants it at once",
            "lia" | "mar" => "liaison",
            "jefa" => "head",
            "caro" => "coordinator",
            other => panic!("{other} has no row"),
        };
        let kind = MailKind::parse(kind).unwrap_or_else(|| panic!("{kind} is no mail"));
        self.0.insert((kind.as_str(), who, when));
    }
}

/// What happens to a request, for those who support or follow it.
const NEWS: &str = "planned redated promise_passed started informed answered corrected disputed reopened closed merged edited \
    dataset_updated";

/// Who; what they hear of at once; what waits for a digest.
const TABLE: &[(&str, &str, &str)] = &[
    (
        "requester",
        "receipt assigned question planned started informed extended answered verdict_asked merged unmerged split hidden \
         unhidden redacted edited lapsed lapse_warning closed reopened promise_passed commented redated corrected \
         dataset_updated",
        "commented",
    ),
    ("supporter", "withdrawn lapsed", NEWS),
    ("follower", "", NEWS),
    ("follower who wants it at once", NEWS, ""),
    (
        "liaison",
        "desk_assigned replied confirmed disputed reopened withdrawn merged_in due_soon overdue promise_passed \
         mentioned dataset_stale evidence_broken",
        "commented",
    ),
    ("head", "overdue promise_passed", ""),
    // Weekly is a mail of its own.
    (
        "coordinator",
        "disputed_again overdue new_request reopened desk_weekly mentioned",
        "",
    ),
];

/// Mails of no cell here: to whoever has just typed an address, the digest itself; that mail is stuck, and what somebody is
/// asked who was named at a meeting, have stories of their own.
const ELSEWHERE: [&str; 5] = ["confirm_email", "sign_in", "digest", "mail_stuck", "invited"];

fn cells() -> BTreeSet<(&'static str, &'static str, When)> {
    let mut cells = BTreeSet::new();
    for (who, at_once, digest) in TABLE {
        for (kinds, when) in [(at_once, When::AtOnce), (digest, When::Digest)] {
            cells.extend(kinds.split_whitespace().map(|kind| (kind, *who, when)));
        }
    }
    cells
}

#[test]
fn every_mail_has_a_row() {
    let mut rows: BTreeSet<&str> = cells().into_iter().map(|(kind, ..)| kind).collect();
    rows.extend(ELSEWHERE);
    let kinds: BTreeSet<&str> = MailKind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(rows, kinds);
}

/// Lets a story happen in a database of its own.
async fn of(beside: &TestDatabase, story: impl AsyncFnOnce(TestDatabase) -> Seen) -> Seen {
    let own = TestDatabase::create(beside.engine()).await;
    let seen = story(own.clone()).await;
    own.close().await;
    seen
}

on_both! {
    async fn every_cell_has_its_story(db: TestDatabase) {
        let stories = tokio::join!(
            of(&db, stories::from_filing_to_the_end),
            of(&db, stories::merged_split_and_separated),
            of(&db, stories::what_time_alone_brings),
            of(&db, stories::a_question_that_nobody_answers),
            of(&db, stories::comments),
            of(&db, stories::nobody_answers),
            of(&db, stories::at_the_team),
            of(&db, stories::what_becomes_of_its_dataset),
        );
        let (a, b, c, d, e, f, g, h) = stories;
        let seen: BTreeSet<_> = [a, b, c, d, e, f, g, h].into_iter().flat_map(|seen| seen.0).collect();
        let cells = cells();
        let missing: Vec<_> = cells.difference(&seen).collect();
        let unknown: Vec<_> = seen.difference(&cells).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "not shown: {missing:?}; not in the table: {unknown:?}");
    }
}
