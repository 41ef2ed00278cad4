//! What a look at a dataset where it is comes to: its portal is asked whether anybody may see it, and its files are tried until
//! one can be had.

use domain::{
    dataset::{Dataset, Kind, Resource},
    evidence::{Fault, Looked},
};

use crate::{Broken, DoesNotAnswer, Reader, Shown, Source};

/// Files of a dataset that are tried until one can be had.
const FILES: usize = 5;

impl Reader {
    /// Looks at a dataset by its name. A portal is asked what it has now; elsewhere its files are those that are `known`.
    pub async fn look_at(&self, source: &Source, name: &str, known: Option<Dataset>) -> Looked {
        let base = match (source, known) {
            (Source::Ckan { base }, _) => base,
            (_, Some(dataset)) => return self.files(&dataset, false).await,
            (_, None) => return Looked::Unsure,
        };
        match self.show(base, name).await {
            Ok(Shown::Active(dataset)) => self.files(&dataset, true).await,
            Ok(Shown::Private | Shown::NotAuthorised) => Looked::Wrong(Fault::Private),
            Ok(Shown::Deleted | Shown::Absent) => Looked::Wrong(Fault::Gone),
            Ok(Shown::Broken(Broken { fault, .. })) => {
                tracing::warn!(dataset = name, %fault, "the dataset of an answer is not to be understood");
                Looked::Unsure
            }
            Err(error) => {
                tracing::warn!(dataset = name, %error, "the portal does not tell of the dataset of an answer");
                Looked::Unsure
            }
        }
    }

    /// Whether one of the files of a dataset can be had. Where not even the portal was asked, silence may be our own.
    async fn files(&self, dataset: &Dataset, portal_answers: bool) -> Looked {
        if dataset.resources.is_empty() {
            return Looked::Wrong(Fault::Empty);
        }
        let is_data = |file: &&Resource| file.kind == Kind::Data;
        let (data, others): (Vec<_>, Vec<_>) = dataset.resources.iter().partition(is_data);
        let mut is_certain = true;
        for file in data.into_iter().chain(others).take(FILES) {
            let Some(url) = &file.url else { continue };
            match self.answers(url).await {
                Ok(answer) if !is_a_page(answer.content_type.as_deref(), file) => return Looked::There,
                Err(DoesNotAnswer::Status(404 | 410)) => {}
                // A page for people, or a way in circles, may be there for the time of some repair.
                Ok(_) | Err(_) => is_certain = false,
            }
        }
        match (is_certain, portal_answers) {
            (true, _) => Looked::Wrong(Fault::Silent),
            (false, true) => Looked::Silent,
            (false, false) => Looked::Unsure,
        }
    }
}

/// A page of HTML where a table should be says that the table is gone.
fn is_a_page(content_type: Option<&str>, file: &Resource) -> bool {
    const TABLES: [&str; 10] = [
        "csv", "xls", "xlsx", "ods", "json", "geojson", "zip", "xml", "shp", "kml",
    ];
    let is_html = content_type.is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("text/html"));
    let format = file.format.trim().trim_start_matches('.');
    is_html && TABLES.iter().any(|table| format.eq_ignore_ascii_case(table))
}
