//! What a browser is told when there is no ordinary answer: what happened, and a way out.

use domain::locale::Locale;
use serde::Serialize;

use crate::{
    AppState,
    page::{self, Here, Page},
    problem::{Fault, Problem},
};

/// The page.
#[derive(Debug, Serialize)]
pub struct ErrorPage {
    /// The HTTP status.
    pub status: u16,
    /// The kind of problem, in words.
    pub title: String,
    /// What happened and what can be done, in words.
    pub detail: String,
}

impl ErrorPage {
    /// Of a problem.
    pub fn of(problem: &Problem) -> Self {
        Self {
            status: problem.status,
            title: problem.title.clone(),
            detail: problem.detail.clone(),
        }
    }

    /// As HTML, without where the reader is: there is nothing at that address.
    pub fn html(&self, app: &AppState, locale: Locale) -> Result<String, Fault> {
        page::html(app, locale, &Here::home(), self)
    }
}

impl Page for ErrorPage {
    const TEMPLATE: &'static str = "pages/error.html";

    fn samples() -> Vec<Self> {
        let sample = |status, title: &str| Self {
            status,
            title: title.to_owned(),
            detail: "Revisa <b>lo que</b> escribiste".to_owned(),
        };
        vec![
            sample(404, "No hay nada en esta direccion"),
            sample(405, "Eso no se puede hacer"),
            sample(500, "Fallamos"),
        ]
    }
}
