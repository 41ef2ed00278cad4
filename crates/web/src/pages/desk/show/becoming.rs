//! What the request becomes at the portal: what its description still lacks, and where it was left.

use domain::{
    data_request::DataRequest,
    dataset_draft::{Check, Gap, NotPushed, Refusal, is_prepared},
    policy::prepare_dataset,
    store::dataset_drafts,
};
use render::Args;
use serde::Serialize;

use super::Looking;
use crate::{
    filled::Filled,
    pages::desk::dataset_draft::{self, NAME},
    problem::Fault,
};

/// What the request becomes at the portal.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Becoming {
    /// An area is at work on it: it can be taken away, and left there.
    pub open: bool,
    /// What is missing, in words.
    pub missing: Vec<String>,
    /// What to look at, in words.
    pub checks: Vec<String>,
    /// The dataset of the catalogue that it is a better one of.
    pub improves: Option<String>,
    /// Whether there is a portal that takes it.
    pub can_push: bool,
    /// Where it was left.
    pub left: Option<LeftShown>,
    /// Why it was not left there.
    pub refused: Option<WhyShown>,
    /// What is in its form.
    pub filled: Filled,
}

/// Where it was left.
#[derive(Debug, Clone, Serialize)]
pub struct LeftShown {
    /// Its page.
    pub url: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: String,
}

/// Why it was not left there.
#[derive(Debug, Clone, Serialize)]
pub struct WhyShown {
    /// In words.
    pub text: String,
    /// The page that it is about.
    pub url: Option<String>,
    /// What the portal says of single fields: the field, and its words.
    pub said: Vec<(String, String)>,
}

/// Somebody tried to leave it there.
#[derive(Debug)]
pub struct TriedToPush {
    /// The name they gave it.
    pub name: Option<String>,
    /// Why it is not there.
    pub why: WhyNot,
}

/// Why it was not left at the portal.
#[derive(Debug)]
pub enum WhyNot {
    /// No portal lets us.
    NotSetUp,
    /// Nobody is at work on the request.
    NotNow,
    /// Somebody is at it.
    Busy,
    /// No portal takes such a name.
    BadName,
    /// Nobody knows whose it would be there.
    NoOrganisation,
    /// The portal did not do it.
    Portal(NotPushed),
}

impl Becoming {
    pub(super) async fn read(
        looking: &Looking<'_>,
        request: &DataRequest,
        tried: Option<TriedToPush>,
    ) -> Result<Option<Self>, Fault> {
        let (app, visitor) = (looking.app, looking.visitor);
        let Some(portal) = &app.portal else {
            return Ok(None);
        };
        if prepare_dataset(looking.actor(), request).is_err() {
            return Ok(None);
        }
        let say = |key: &str| app.engine.words().text(visitor.locale, key, &Args::new());
        let left = dataset_drafts::of_request(&looking.reader(), request.id).await?;
        let open = is_prepared(request);
        if !open && left.is_none() && tried.is_none() {
            return Ok(None);
        }
        let draft = dataset_draft::read(app, request).await?;
        let (name, why) = tried.map_or((None, None), |tried| (tried.name, Some(tried.why)));
        let mut filled = Filled::default();
        filled.put(NAME, name.as_deref().unwrap_or(&draft.name));
        if matches!(why, Some(WhyNot::BadName)) {
            filled = filled.wrong(NAME, dataset_draft::bad_name(app, visitor));
        }
        Ok(Some(Self {
            open,
            missing: draft.gaps.iter().map(|gap| say(missing(*gap))).collect(),
            checks: draft.checks.iter().map(|check| say(to_check(*check))).collect(),
            improves: draft.improves,
            can_push: portal.takes(),
            left: left.map(|left| LeftShown {
                url: left.pushed.url,
                by: left.by,
                at: left.at.to_string(),
            }),
            refused: why.and_then(|why| WhyShown::of(why, say)),
            filled,
        }))
    }
}

impl WhyShown {
    fn of(why: WhyNot, say: impl Fn(&str) -> String) -> Option<Self> {
        let key = match &why {
            // It stands at the field.
            WhyNot::BadName => return None,
            WhyNot::NotSetUp => "dataset-draft-not-set-up",
            WhyNot::NotNow => "dataset-draft-not-now",
            WhyNot::Busy => "dataset-draft-busy",
            WhyNot::NoOrganisation => "dataset-draft-no-organisation",
            WhyNot::Portal(not) => refusal(not.why),
        };
        let text = say(key);
        Some(match why {
            WhyNot::Portal(NotPushed { url, said, .. }) => Self { text, url, said },
            _ => Self {
                text,
                url: None,
                said: Vec::new(),
            },
        })
    }
}

const fn missing(gap: Gap) -> &'static str {
    match gap {
        Gap::Publisher => "dataset-draft-missing-publisher",
        Gap::Organisation => "dataset-draft-missing-organisation",
        Gap::Theme => "dataset-draft-missing-theme",
        Gap::Frequency => "dataset-draft-missing-frequency",
        Gap::Issued => "dataset-draft-missing-issued",
        Gap::Format => "dataset-draft-missing-format",
        Gap::Files => "dataset-draft-missing-files",
        Gap::Contact => "dataset-draft-missing-contact",
    }
}

const fn to_check(check: Check) -> &'static str {
    match check {
        Check::Description => "dataset-draft-check-description",
        Check::LongTitle => "dataset-draft-check-long-title",
        Check::Theme => "dataset-draft-check-theme",
        Check::Frequency => "dataset-draft-check-frequency",
        Check::Period => "dataset-draft-check-period",
        Check::License => "dataset-draft-check-license",
        Check::Contact => "dataset-draft-check-contact",
        Check::Organisation => "dataset-draft-check-organisation",
    }
}

const fn refusal(why: Refusal) -> &'static str {
    match why {
        Refusal::NotAllowed => "dataset-draft-not-allowed",
        Refusal::NameTaken => "dataset-draft-name-taken",
        Refusal::Invalid => "dataset-draft-invalid",
        Refusal::Published => "dataset-draft-published",
        Refusal::Deleted => "dataset-draft-deleted",
        Refusal::Visible => "dataset-draft-visible",
        Refusal::Firewall => "dataset-draft-firewall",
        Refusal::Late => "dataset-draft-late",
        Refusal::Unreachable => "dataset-draft-unreachable",
        Refusal::Failed => "dataset-draft-failed",
    }
}
