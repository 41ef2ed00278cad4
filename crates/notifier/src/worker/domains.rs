//! How many mails are on their way to each domain: one that is slow to take its mail must leave room for the others.

use std::collections::{BTreeMap, BTreeSet};

use domain::store::outbox::Rush;

/// What is under way.
#[derive(Debug, Default)]
pub(super) struct Domains {
    under_way: BTreeMap<String, u32>,
    share: u32,
    /// With these at their share there was nothing else to send.
    fruitless: Option<BTreeSet<String>>,
}

impl Domains {
    /// How many may be claimed into so many places of `most`: half of all for one domain, so that the mails of the others
    /// take at most twice as long.
    pub(super) fn rush(&mut self, places: usize, most: usize) -> Rush {
        self.share = u32::try_from(most.div_ceil(2)).unwrap_or(u32::MAX);
        Rush {
            most: u32::try_from(places).unwrap_or(1),
            to_a_domain: self.share,
            under_way: self.under_way.clone().into_iter().collect(),
        }
    }

    /// A mail leaves.
    pub(super) fn left(&mut self, domain: &str) {
        *self.under_way.entry(domain.to_owned()).or_default() += 1;
    }

    /// Its try is over, however it ended.
    pub(super) fn arrived(&mut self, domain: &str) {
        if let Some(mails) = self.under_way.get_mut(domain) {
            *mails = mails.saturating_sub(1);
            if *mails == 0 {
                self.under_way.remove(domain);
            }
        }
    }

    /// A claim found nothing.
    pub(super) fn nothing_found(&mut self) {
        self.fruitless = Some(self.at_their_share()).filter(|full| !full.is_empty());
    }

    /// There may be something new.
    pub(super) fn look_again(&mut self) {
        self.fruitless = None;
    }

    /// Whether a claim may find something. To find nothing but mail to a domain at its share takes long when there are
    /// thousands of them.
    pub(super) fn worth_a_look(&self) -> bool {
        let full = self.at_their_share();
        full.is_empty() || self.fruitless.as_ref().is_none_or(|then| !then.is_subset(&full))
    }

    fn at_their_share(&self) -> BTreeSet<String> {
        let full = self.under_way.iter().filter(|(_, mails)| **mails >= self.share);
        full.map(|(domain, _)| domain.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_found_nothing_is_not_looked_for_again_until_something_changes() {
        let mut domains = Domains::default();
        assert_eq!(domains.rush(8, 8).to_a_domain, 4);
        for _ in 0..4 {
            assert!(domains.worth_a_look());
            domains.left("slow.example");
        }
        assert_eq!(domains.rush(4, 8).under_way, [("slow.example".to_owned(), 4)]);
        assert!(domains.worth_a_look());
        domains.nothing_found();
        assert!(!domains.worth_a_look());
        domains.left("other.example");
        assert!(!domains.worth_a_look());
        domains.arrived("slow.example");
        assert!(domains.worth_a_look());
        domains.left("slow.example");
        assert!(!domains.worth_a_look());
        domains.look_again();
        assert!(domains.worth_a_look());
        assert_eq!(Domains::default().rush(1, 1).to_a_domain, 1);
    }
}
