//! The files of a request as pages show them: those that anybody may read, what stands where one was taken away, and, for whoever
//! sent them and the staff, those that are not public.

use domain::{
    attachment::Attachment,
    data_request::DataRequest,
    store::{ReadError, Source, attachments},
};
use render::format;
use serde::Serialize;

use super::file;
use crate::{AppState, attached, visitor::Visitor};

/// A file of a request.
#[derive(Debug, Clone, Serialize)]
pub struct FileShown {
    /// Its number.
    pub id: i64,
    /// Its name, or what stands in its place.
    pub name: String,
    /// Where it is; none once it was taken away.
    pub path: Option<String>,
    /// What it is.
    pub kind: &'static str,
    /// How large, in words.
    pub size: String,
    /// Whether everybody may read it.
    pub public: bool,
    /// Whether the reader decides if it is published.
    pub own: bool,
    /// What was found in it, a sentence each.
    pub findings: Vec<String>,
}

impl FileShown {
    /// Those of a request that this reader learns of.
    pub async fn of_request(
        app: &AppState,
        visitor: &Visitor,
        source: &impl Source,
        request: &DataRequest,
    ) -> Result<Vec<Self>, ReadError> {
        let all = attachments::of_request(source, request.id).await?;
        let area = request.standing.area;
        let known = |file: &&Attachment| {
            file.erased_at.is_some() || file.public || file.is_known_to(&visitor.actor, area)
        };
        Ok(all
            .iter()
            .filter(known)
            .map(|file| Self::of(app, visitor, request, file))
            .collect())
    }

    fn of(app: &AppState, visitor: &Visitor, request: &DataRequest, file: &Attachment) -> Self {
        let words = app.engine.words();
        let told = file.is_known_to(&visitor.actor, request.standing.area);
        Self {
            id: file.id.0,
            name: file.name.clone(),
            path: file
                .erased_at
                .is_none()
                .then(|| file::path(request.reference, file)),
            kind: file.kind.as_str(),
            size: format::size(words, visitor.locale, file.size),
            public: file.public || file.erased_at.is_some(),
            own: visitor.actor.person().is_some() && file.uploader == visitor.actor.person(),
            findings: if told {
                attached::findings(words, visitor.locale, file)
            } else {
                Vec::new()
            },
        }
    }

    /// One that is public, one that waits, somebody else's that waits, and one that was taken away.
    pub fn samples() -> Vec<Self> {
        let public = Self {
            id: 1,
            name: "gastos <b>2025</b>.csv".into(),
            path: Some("/requests/PD-2026-000123/files/1/gastos.csv".into()),
            kind: "csv",
            size: "340 KB".into(),
            public: true,
            own: false,
            findings: Vec::new(),
        };
        let waits = Self {
            id: 2,
            public: false,
            own: true,
            findings: vec!["2 hojas <b>ocultas</b>".into()],
            ..public.clone()
        };
        let others = Self {
            id: 3,
            own: false,
            ..waits.clone()
        };
        let gone = Self {
            id: 4,
            name: "[quitado: datos personales]".into(),
            path: None,
            ..public.clone()
        };
        vec![public, waits, others, gone]
    }
}
