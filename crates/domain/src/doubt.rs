//! What makes a form without a session look like a machine's. No sign decides alone but one that no person can give: what is
//! doubtful waits for a coordinator, as long as any draft waits, and nobody is asked to solve a puzzle.

use crate::keys::keys;

keys! {
    /// A sign.
    Doubt {
        /// A field that no person sees was filled in.
        Trap = "trap",
        /// It came back sooner than anybody types.
        Fast = "fast",
        /// It is full of links.
        Links = "links",
    }
}

/// What the form itself tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signals {
    /// The field that no person sees was filled in.
    pub trap: bool,
    /// Seconds from when the form was made to when it came back, if both are known.
    pub seconds: Option<i64>,
}

/// Sooner than this nobody has read a form.
const FAST: i64 = 3;
/// From so many links on a text is full of them.
const LINKS: usize = 3;
/// So much doubt holds a text back.
const ENOUGH: u32 = 2;

/// The signs that a form with `text` gives.
pub fn doubts(signals: Signals, text: &str) -> Vec<Doubt> {
    let fast = signals.seconds.is_some_and(|seconds| seconds < FAST);
    let links = links(text) >= LINKS;
    [
        (Doubt::Trap, signals.trap),
        (Doubt::Fast, fast),
        (Doubt::Links, links),
    ]
    .into_iter()
    .filter_map(|(doubt, given)| given.then_some(doubt))
    .collect()
}

/// Whether they are enough for somebody to have a look first.
pub fn holds(doubts: &[Doubt]) -> bool {
    let weight = |doubt: &Doubt| match doubt {
        Doubt::Trap => ENOUGH,
        Doubt::Fast | Doubt::Links => 1,
    };
    doubts.iter().map(weight).sum::<u32>() >= ENOUGH
}

fn links(text: &str) -> usize {
    let text = text.to_lowercase();
    text.matches("http://").count() + text.matches("https://").count() + text.matches("[url").count()
}

#[cfg(test)]
mod tests {
    use super::{Doubt, Signals, doubts, holds};

    fn after(seconds: i64) -> Signals {
        Signals {
            trap: false,
            seconds: Some(seconds),
        }
    }

    #[test]
    fn a_quick_person_with_a_source_is_no_machine() {
        let text = "Los datos de https://data.example/a están viejos.";
        assert_eq!(doubts(after(40), text), []);
        assert!(!holds(&doubts(after(1), text)), "quick alone is no reason");
        let sources = "https://a.example https://b.example https://c.example";
        assert!(!holds(&doubts(after(60), sources)), "nor are sources alone");
        assert_eq!(
            doubts(Signals::default(), text),
            [],
            "nothing known, nothing doubted"
        );
    }

    #[test]
    fn two_signs_hold_a_text_back_and_so_does_the_field_nobody_sees() {
        let advert = "HTTP://a.example http://b.example [url=http://c.example]";
        assert_eq!(doubts(after(0), advert), [Doubt::Fast, Doubt::Links]);
        assert!(holds(&doubts(after(0), advert)));
        let trap = Signals {
            trap: true,
            seconds: Some(600),
        };
        assert!(holds(&doubts(trap, "Los sueldos por escuela")));
    }
}
