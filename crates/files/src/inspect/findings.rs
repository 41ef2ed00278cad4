//! What was found, counted by kind.

use std::collections::BTreeMap;

use domain::attachment::{Finding, FindingKind};

/// What was found so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(BTreeMap<FindingKind, i64>);

impl Findings {
    /// One more.
    pub fn found(&mut self, kind: FindingKind) {
        self.add(kind, 1);
    }

    /// So many more.
    pub fn add(&mut self, kind: FindingKind, count: i64) {
        if count > 0 {
            let sum = self.0.entry(kind).or_default();
            *sum = sum.saturating_add(count);
        }
    }

    /// In the order of their kinds: what is hidden first.
    pub fn into_vec(self) -> Vec<Finding> {
        let finding = |(kind, count)| Finding { kind, count };
        self.0.into_iter().map(finding).collect()
    }
}
