//! What a failure means, and when to try again. Pure: the clock and the chance are arguments.

use jiff::{SignedDuration, Timestamp};

use crate::transport::{Cause, Failure, Stage};

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The relay took it.
    Sent,
    /// Not yet; the reason for whoever looks.
    Retry(String),
    /// Not yet, and any other mail would have met the same: nobody takes mail from us now. The reason for whoever looks.
    Closed(String),
    /// Never; the reason for whoever looks.
    Dead(String),
}

/// When to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Not before this moment.
    At(Timestamp),
    /// It has been tried long enough and often enough.
    GiveUp,
}

/// The longest wait between two tries.
pub const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(60);
/// How long a message is tried (RFC 5321 §4.5.4.1: at least four or five days) ...
pub const GIVE_UP_AFTER: SignedDuration = SignedDuration::from_hours(5 * 24);
/// ... and how often at least, so that a clock that jumps ahead gives up nothing.
pub const GIVE_UP_TRIES: i64 = 12;

/// Judges a try. Only a permanent reply about this message is final: what happens before `MAIL` concerns all mail, and
/// a relay that rejects our credentials says nothing about the recipient's mailbox.
pub fn classify(result: &Result<(), Failure>) -> Outcome {
    let Err(failure) = result else {
        return Outcome::Sent;
    };
    let reason = failure.to_string();
    match (&failure.cause, failure.stage) {
        (
            Cause::Reply {
                code: 530 | 534 | 535 | 538,
                ..
            },
            _,
        )
        | (_, Stage::Connect | Stage::Local) => Outcome::Closed(reason),
        (Cause::Reply { code: 500..=599, .. }, Stage::Mail | Stage::Rcpt | Stage::Data | Stage::Message) => {
            Outcome::Dead(reason)
        }
        (Cause::Reply { .. } | Cause::Deadline | Cause::Broken(_), _) => Outcome::Retry(reason),
    }
}

/// When to try again after `tries` failures of a message that has waited since `since`: one minute, doubled each time,
/// up to an hour. `chance` (0 to 1) spreads it by a fifth either way, so that a relay that comes back is not overrun.
pub fn next(since: Timestamp, now: Timestamp, tries: i64, chance: f64) -> Next {
    if tries >= GIVE_UP_TRIES && now.duration_since(since) >= GIVE_UP_AFTER {
        return Next::GiveUp;
    }
    let doublings = u32::try_from(tries.clamp(1, 7) - 1).unwrap_or(0);
    let minute = SignedDuration::from_mins(1);
    let wait = minute.saturating_mul(2_i32.pow(doublings)).min(LONGEST_WAIT);
    let spread = wait.mul_f64(0.8 + 0.4 * chance.clamp(0.0, 1.0)).min(LONGEST_WAIT);
    Next::At(
        now.saturating_add(SignedDuration::from_secs(spread.as_secs()))
            .unwrap_or(now),
    )
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};
    use proptest::prelude::*;

    use super::{GIVE_UP_AFTER, GIVE_UP_TRIES, LONGEST_WAIT, Next, Outcome, classify, next};
    use crate::transport::{Cause, Failure, Stage};

    const STAGES: [Stage; 6] = [
        Stage::Connect,
        Stage::Mail,
        Stage::Rcpt,
        Stage::Data,
        Stage::Message,
        Stage::Local,
    ];

    fn reply(stage: Stage, code: u16) -> Outcome {
        classify(&Err(Failure {
            stage,
            cause: Cause::Reply {
                code,
                text: "why".into(),
            },
        }))
    }

    #[test]
    fn by_class() {
        assert_eq!(classify(&Ok(())), Outcome::Sent);
        for code in [550, 551, 552, 553, 554] {
            assert_eq!(
                reply(Stage::Rcpt, code),
                Outcome::Dead(format!("RCPT: {code} why"))
            );
            assert!(matches!(reply(Stage::Message, code), Outcome::Dead(_)));
            assert!(
                matches!(reply(Stage::Connect, code), Outcome::Closed(_)),
                "{code} for everybody"
            );
        }
        for stage in STAGES {
            let closed = matches!(stage, Stage::Connect | Stage::Local);
            for code in [421, 450, 451, 452, 454] {
                let outcome = reply(stage, code);
                assert_eq!(matches!(outcome, Outcome::Closed(_)), closed, "{stage:?} {code}");
                assert_eq!(matches!(outcome, Outcome::Retry(_)), !closed, "{stage:?} {code}");
            }
            for code in [530, 534, 535, 538] {
                assert!(
                    matches!(reply(stage, code), Outcome::Closed(_)),
                    "{stage:?} {code}"
                );
            }
            for cause in [Cause::Deadline, Cause::Broken("tls".into())] {
                let outcome = classify(&Err(Failure { stage, cause }));
                assert_eq!(matches!(outcome, Outcome::Closed(_)), closed);
                assert_eq!(matches!(outcome, Outcome::Retry(_)), !closed);
            }
        }
    }

    fn waits(tries: i64, chance: f64) -> SignedDuration {
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        match next(now, now, tries, chance) {
            Next::At(at) => at.duration_since(now),
            Next::GiveUp => panic!("gave up"),
        }
    }

    #[test]
    fn one_two_four_minutes_up_to_an_hour() {
        let minutes: Vec<i64> = (1..=8).map(|tries| waits(tries, 0.5).as_mins()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!((waits(1, 0.0).as_secs(), waits(1, 1.0).as_secs()), (48, 72));
        assert_eq!((waits(9, 0.0).as_mins(), waits(9, 1.0).as_mins()), (48, 60));
    }

    proptest! {
        #[test]
        fn never_longer_than_an_hour_and_never_lost_before_its_time(
            tries in i64::MIN..i64::MAX, waited in -1_000_000_i64..10_000_000, chance in -1.0..2.0_f64,
        ) {
            let since = Timestamp::from_second(1_700_000_000).unwrap();
            let now = since + SignedDuration::from_secs(waited);
            match next(since, now, tries, chance) {
                Next::At(at) => {
                    let wait = at.duration_since(now);
                    prop_assert!(wait >= SignedDuration::from_secs(48) && wait <= LONGEST_WAIT);
                }
                Next::GiveUp => {
                    prop_assert!(tries >= GIVE_UP_TRIES && SignedDuration::from_secs(waited) >= GIVE_UP_AFTER);
                }
            }
        }
    }
}
