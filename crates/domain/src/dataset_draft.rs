//! What a request becomes at the portal: the description of a dataset that is not published yet, as far as it was said what it
//! will be. Nothing is made up: what nobody said is a [`Gap`], what somebody should look at is a [`Check`].
//!
//! How portals write this down, and how it gets to one, is known to a [`Portal`] alone.

use jiff::{Timestamp, civil::Date};

use crate::{
    data_request::{DataRequest, NO_THEME},
    dataset::{Contact, Dataset, Named, Resource},
    freshness::Frequency,
    import::slug,
    keys::keys,
    status::{Kind, Status},
};

mod portal;
mod words;

pub use portal::{Form, NotPushed, Portal, Pushed, Refusal};
pub use words::{common_theme, is_portal_name, span_of};

/// The licence of a dataset of which nobody said another: its code, as CKAN has it.
pub const LICENSE: &str = "CC-BY-4.0";
/// Letters of a title, in the profile.
const TITLE: usize = 100;
/// Letters of a name at a portal.
const NAME: usize = 100;

keys! {
    /// What a description lacks before it can be published.
    Gap {
        /// Who publishes it.
        Publisher = "publisher",
        /// Whose it is at the portal.
        Organisation = "organisation",
        /// What it is about.
        Theme = "theme",
        /// How often it will change.
        Frequency = "frequency",
        /// Since when it is published.
        Issued = "issued",
        /// In which format.
        Format = "format",
        /// The data.
        Files = "files",
        /// Whom to ask about it.
        Contact = "contact",
    }
}

keys! {
    /// What is in a description, and somebody should look at before it is published.
    Check {
        /// The words are those of whoever asked.
        Description = "description",
        /// The title is longer than the profile allows.
        LongTitle = "long_title",
        /// The theme is ours, in the profile's words.
        Theme = "theme",
        /// How often is what was asked for.
        Frequency = "frequency",
        /// The period is not written as one.
        Period = "period",
        /// The licence is the usual one.
        License = "license",
        /// To be asked is whoever runs the site.
        Contact = "contact",
        /// The area is more than one organisation at the portal.
        Organisation = "organisation",
    }
}

/// The description of a dataset that is not published yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The request: `PD-2026-000123`.
    pub reference: String,
    /// The page of the request.
    pub page: String,
    /// What it is called among machines.
    pub identifier: String,
    /// What its page at the portal would be called.
    pub name: String,
    /// The dataset of the catalogue that it would be better than.
    pub improves: Option<String>,
    /// Its title.
    pub title: String,
    /// What it says of itself.
    pub description: String,
    /// Who publishes it.
    pub publisher: Option<Contact>,
    /// Whom to ask about it.
    pub contact: Option<Contact>,
    /// Whose it is at the portal.
    pub organisation: Option<Named>,
    /// Codes of the common themes.
    pub themes: Vec<String>,
    /// What it is filed under at the portal.
    pub groups: Vec<Named>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// How often it will change.
    pub frequency: Option<String>,
    /// Since when it is published.
    pub issued: Option<Timestamp>,
    /// By when the area promised it.
    pub promised_on: Option<Date>,
    /// Of which time it speaks, from day to day.
    pub temporal: Option<String>,
    /// The same, as whoever asked wrote it.
    pub period: Option<String>,
    /// Of which place it speaks.
    pub coverage: Option<String>,
    /// In which format it was asked for.
    pub format: Option<String>,
    /// Where its data comes from.
    pub source: Option<String>,
    /// Its page, where it has one.
    pub landing: Option<String>,
    /// Under which licence.
    pub license: String,
    /// The files that there are.
    pub files: Vec<Resource>,
    /// What is missing.
    pub gaps: Vec<Gap>,
    /// What to look at.
    pub checks: Vec<Check>,
}

/// What is known besides the request.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The page of the request.
    pub page: String,
    /// The name of the area that answers.
    pub area: Option<String>,
    /// What the area is at the portal, the likeliest first.
    pub organisations: Vec<Named>,
    /// The name of the theme.
    pub theme: Option<String>,
    /// What the theme is at the portal.
    pub groups: Vec<Named>,
    /// Whoever runs the site.
    pub contact: Option<Contact>,
    /// The dataset of the catalogue that the request names.
    pub dataset: Option<Dataset>,
}

/// Whether an area is at work on it, so that a description of what it will publish is of use.
pub fn is_prepared(request: &DataRequest) -> bool {
    let standing = &request.standing;
    let at_work = matches!(
        standing.status,
        Status::UnderReview | Status::Planned | Status::InPreparation
    );
    at_work && standing.hidden.is_none() && standing.merged.is_none() && !standing.split
}

impl Draft {
    /// What is known by now.
    pub fn of(request: &DataRequest, known: &Known) -> Self {
        let mut draft = Self::bare(request, known);
        match &known.dataset {
            Some(dataset) => draft.take_over(dataset, request),
            None => draft.begin(request, known),
        }
        draft.temporal = draft
            .temporal
            .take()
            .or(request.period.as_deref().and_then(span_of));
        draft.look(request);
        draft
    }

    /// The same under another name at the portal.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    fn bare(request: &DataRequest, known: &Known) -> Self {
        let reference = request.reference.to_string();
        let text = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        Self {
            page: known.page.clone(),
            identifier: reference.clone(),
            name: name_of(&request.title, None, &reference),
            improves: None,
            title: one_line(&request.title),
            description: request.body.trim().to_owned(),
            publisher: known.area.clone().map(|name| Contact {
                name: Some(name),
                email: None,
            }),
            contact: None,
            organisation: known.organisations.first().cloned(),
            themes: Vec::new(),
            groups: Vec::new(),
            keywords: Vec::new(),
            frequency: None,
            issued: None,
            promised_on: request.standing.promise.on,
            temporal: None,
            period: text(&request.period),
            coverage: text(&request.coverage),
            format: text(&request.format),
            source: None,
            landing: None,
            license: LICENSE.to_owned(),
            files: Vec::new(),
            gaps: Vec::new(),
            checks: Vec::new(),
            reference,
        }
    }

    /// A dataset that is not there yet.
    fn begin(&mut self, request: &DataRequest, known: &Known) {
        self.checks.push(Check::Description);
        let is_told = !request.theme_pending && request.theme != NO_THEME;
        if is_told {
            self.themes
                .extend(common_theme(&request.theme).map(str::to_owned));
            self.groups.clone_from(&known.groups);
            self.keywords
                .extend(known.theme.as_deref().map(str::to_lowercase));
        }
        if !self.themes.is_empty() {
            self.checks.push(Check::Theme);
        }
        self.frequency = wanted(request);
        if self.frequency.is_some() {
            self.checks.push(Check::Frequency);
        }
        self.checks.push(Check::License);
        self.contact.clone_from(&known.contact);
        if self.contact.is_some() {
            self.checks.push(Check::Contact);
        }
        if known.organisations.len() > 1 {
            self.checks.push(Check::Organisation);
        }
    }

    /// A dataset that is there, and will be better: what is known of it stays, but for what the request is about.
    fn take_over(&mut self, dataset: &Dataset, request: &DataRequest) {
        self.identifier.clone_from(&dataset.identifier);
        self.name = name_of(&dataset.name, Some(&self.reference), &self.reference);
        self.improves = Some(dataset.name.clone());
        self.title = one_line(&dataset.title);
        if dataset.notes.trim().is_empty() {
            self.checks.push(Check::Description);
        } else {
            dataset.notes.trim().clone_into(&mut self.description);
        }
        if dataset.publisher.as_ref().is_some_and(|who| who.name.is_some()) {
            self.publisher.clone_from(&dataset.publisher);
        }
        self.contact.clone_from(&dataset.contact);
        self.organisation = dataset.organisation.clone().or(self.organisation.take());
        self.themes.clone_from(&dataset.themes);
        if self.themes.is_empty() && !request.theme_pending {
            self.themes
                .extend(common_theme(&request.theme).map(str::to_owned));
            if !self.themes.is_empty() {
                self.checks.push(Check::Theme);
            }
        }
        self.groups.clone_from(&dataset.groups);
        self.keywords.clone_from(&dataset.tags);
        let declared = dataset
            .frequency
            .clone()
            .filter(|text| Frequency::parse(text).is_some());
        let asked = wanted(request).filter(|_| request.kind == Kind::Frequency || declared.is_none());
        if asked.is_some() {
            self.checks.push(Check::Frequency);
        }
        self.frequency = asked.or(declared);
        self.issued = dataset.issued;
        self.temporal.clone_from(&dataset.temporal);
        self.source.clone_from(&dataset.source);
        self.landing.clone_from(&dataset.url);
        match &dataset.license {
            Some(license) => self.license.clone_from(license),
            None => self.checks.push(Check::License),
        }
        self.files.clone_from(&dataset.resources);
    }

    /// Says what is missing, and what to look at.
    fn look(&mut self, request: &DataRequest) {
        if self.title.chars().count() > TITLE {
            self.checks.push(Check::LongTitle);
        }
        let is_improved = self.improves.is_some();
        if request
            .period
            .as_deref()
            .is_some_and(|period| is_improved || span_of(period).is_none())
        {
            self.checks.push(Check::Period);
        }
        let is_whole = |file: &Resource| file.url.is_some();
        let missing = [
            (Gap::Publisher, self.publisher.is_none()),
            (Gap::Organisation, self.organisation.is_none()),
            (Gap::Theme, self.themes.is_empty()),
            (Gap::Frequency, self.frequency.is_none()),
            (Gap::Issued, self.issued.is_none()),
            (Gap::Format, self.format.is_none() && self.files.is_empty()),
            (Gap::Files, !self.files.iter().any(is_whole)),
            (Gap::Contact, self.contact.is_none()),
        ];
        self.gaps = missing
            .into_iter()
            .filter_map(|(gap, is_missing)| is_missing.then_some(gap))
            .collect();
        self.checks.sort_unstable();
        self.checks.dedup();
    }
}

/// How often it was asked for, where that is how portals write it.
fn wanted(request: &DataRequest) -> Option<String> {
    let wanted = request.wanted_frequency.as_deref()?.trim();
    Frequency::parse(wanted).map(|_| wanted.to_owned())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name for a portal: of a title, and with what tells it from the dataset that has that name already.
fn name_of(title: &str, apart: Option<&str>, otherwise: &str) -> String {
    let apart = apart
        .map(|text| format!("-{}", text.to_ascii_lowercase()))
        .unwrap_or_default();
    let title: String = slug(title).chars().take(NAME - apart.len()).collect();
    let name = format!("{}{apart}", title.trim_end_matches('-'));
    let name = name.trim_start_matches('-').to_owned();
    if is_portal_name(&name) {
        name
    } else {
        otherwise.to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests;
