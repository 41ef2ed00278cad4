use jiff::Timestamp;
use proptest::prelude::*;

use super::{ActionLink, LinkAction};
use crate::{
    ids::{PersonId, RequestId},
    secret::InstanceKey,
    status::ActionKind,
};

const KEY: InstanceKey = InstanceKey::new([7; 32]);

fn link() -> ActionLink {
    ActionLink {
        person: PersonId(4),
        person_since: Timestamp::from_second(1_700_000_000).unwrap(),
        request: RequestId(123),
        request_since: Timestamp::from_second(1_763_600_000).unwrap(),
        action: LinkAction::Verdict,
        mark: 2,
    }
}

#[test]
fn a_token_is_short_and_safe_in_an_address() {
    let token = link().token(&KEY);
    assert!(token.len() < 80, "{token}");
    assert!(
        token
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    );
    assert_eq!(token, link().token(&KEY), "the same mail, the same link");
    // Links that are out stay good: whoever changes the shape gives it another version.
    let known = "AQEAAAAAAAAABAAAAABlU_EAAAAAAAAAAHsAAAAAaR5mgAAAAAAAAAACyN5oQ4UCQmv-H2FaNHVz1w";
    assert_eq!(token, known);
}

#[test]
fn another_character_anywhere_opens_nothing() {
    let token = link().token(&KEY);
    assert_eq!(ActionLink::read(&token, &KEY), Some(link()));
    for at in 0..token.len() {
        for other in "AZaz09-_=. ".chars() {
            let mut forged: Vec<char> = token.chars().collect();
            if forged[at] == other {
                continue;
            }
            forged[at] = other;
            let forged: String = forged.into_iter().collect();
            assert_eq!(ActionLink::read(&forged, &KEY), None, "{forged}");
        }
        assert_eq!(ActionLink::read(&token[..at], &KEY), None);
    }
    for longer in ["A", "AAAA", "="] {
        assert_eq!(ActionLink::read(&format!("{token}{longer}"), &KEY), None);
    }
    assert_eq!(ActionLink::read(&token, &InstanceKey::new([8; 32])), None);
}

#[test]
fn a_link_is_used_for_what_it_was_sent_for() {
    let may = |link: LinkAction| -> Vec<ActionKind> {
        let all = ActionKind::ALL.iter().copied();
        all.filter(|action| link.allows(*action)).collect()
    };
    assert_eq!(
        may(LinkAction::Verdict),
        [ActionKind::Confirm, ActionKind::Dispute]
    );
    assert_eq!(may(LinkAction::Reply), [ActionKind::Reply]);
    assert_eq!(may(LinkAction::Unfollow), []);
}

proptest! {
    #[test]
    fn what_was_said_is_read(
        numbers in prop::array::uniform3(any::<i64>()),
        moments in prop::array::uniform2(-1_000_000_000..253_000_000_000_i64),
        action in 0..LinkAction::ALL.len(),
        key in any::<[u8; 32]>(),
    ) {
        let link = ActionLink {
            person: PersonId(numbers[0]),
            person_since: Timestamp::from_second(moments[0]).unwrap(),
            request: RequestId(numbers[1]),
            request_since: Timestamp::from_second(moments[1]).unwrap(),
            action: LinkAction::ALL[action],
            mark: numbers[2],
        };
        let key = InstanceKey::new(key);
        prop_assert_eq!(ActionLink::read(&link.token(&key), &key), Some(link));
    }

    #[test]
    fn nothing_else_is_read(text in ".{0,120}") {
        prop_assert_eq!(ActionLink::read(&text, &KEY), None);
    }
}
