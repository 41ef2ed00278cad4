//! What the area found when it looked at the data and at the law: is it ready, and may it be published?

use domain::{data_request::DataRequest, legal_check::LegalCheck};
use serde::Serialize;

/// What it found.
#[derive(Debug, Clone, Serialize)]
pub struct Checks {
    /// How ready the data is: steps of five.
    pub readiness: i64,
    /// A law says that it has to be published.
    pub legal_duty: bool,
    /// About personal data, by key.
    pub personal_data: &'static str,
    /// About secrets, by key.
    pub secrecy: &'static str,
}

impl Checks {
    /// Nothing, if nobody has looked.
    pub fn of(request: &DataRequest) -> Option<Self> {
        let looked = request.readiness > 0
            || request.legal_duty
            || [request.personal_data, request.secrecy]
                .iter()
                .any(|found| *found != LegalCheck::Unchecked);
        looked.then(|| Self {
            readiness: request.readiness,
            legal_duty: request.legal_duty,
            personal_data: request.personal_data.as_str(),
            secrecy: request.secrecy.as_str(),
        })
    }
}
