//! `/requests/{reference}/files`: add a file to a request that is there, and decide about one in which something was found. For
//! its requester and the staff that answers for it.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    attachment::MOST_FILES,
    data_request::DataRequest,
    field::{FieldCode, Invalid},
    ids::AttachmentId,
    ops::{self, AttachFile},
    reference::Reference,
    store::Tx,
};
use files::TakeError;
use serde::Serialize;

use super::{head::Head, joining::find, shelf::FileShown};
use crate::{
    AppState,
    attached::{self, Gathered},
    filled::Filled,
    form::{Form, signed_in},
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    reference::InPath,
    upload::{Arrived, Upload},
    visitor::Visitor,
};

/// The button that publishes a file.
const PUBLISH: &str = "publish_file";
/// The button that leaves it out.
const DISCARD: &str = "discard_file";

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct FilesPage {
    /// The request.
    pub head: Head,
    /// Its files.
    pub shown: Vec<FileShown>,
    /// There is one among them that the reader decides about.
    pub deciding: bool,
    /// It takes no more: it is closed.
    pub closed: bool,
    /// It has as many as it may have.
    pub full: bool,
    /// What is wrong.
    pub filled: Filled,
}

/// The files, and the form for another.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    let request = allowed(&app, &visitor, reference).await?;
    let page = FilesPage::read(&app, &visitor, &request, Filled::default()).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Adds files, or does what was decided about one.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
    Upload { form, files }: Upload,
) -> Result<Response, Fault> {
    let request = allowed(&app, &visitor, reference).await?;
    if let Some(decided) = decide(&app, &visitor, reference, &form).await {
        decided?;
        return Ok(page::see_other(&app, &format!("/requests/{reference}/files")));
    }
    ops::may_attach(&visitor.actor, &request)?;
    if files.is_empty() {
        let words = app.engine.words();
        let missing = Invalid::one(format!("#/{}", attached::CHOSEN), FieldCode::Required);
        let filled = Filled::default().refused(words, visitor.locale, &missing);
        let page = FilesPage::read(&app, &visitor, &request, filled).await?;
        return page::form(
            &app,
            &visitor,
            &jar,
            &here,
            (StatusCode::UNPROCESSABLE_ENTITY, &page),
        );
    }
    let mut gathered = Gathered::default();
    for Arrived { name, file } in files {
        let added = match file {
            Ok(staged) => add(&app, &visitor, reference, (staged, &name)).await,
            Err(refusal) => Err(Fault::File(refusal)),
        };
        match added {
            Ok(()) => {}
            Err(Fault::File(refusal)) => gathered.refused.push((name, refusal)),
            Err(Fault::Refused(domain::standing::Refusal::TooManyFiles, ..)) => {
                gathered
                    .refused
                    .push((name, domain::attachment::FileRefusal::TooMany));
            }
            Err(fault) => return Err(fault),
        }
    }
    match gathered.problem(&app, &visitor) {
        None => Ok(page::see_other(&app, &format!("/requests/{reference}/files"))),
        Some(problem) => {
            let status = gathered
                .fault()
                .map_or(StatusCode::UNPROCESSABLE_ENTITY, |fault| fault.status());
            let filled = Filled::default().wrong(attached::CHOSEN, problem);
            let page = FilesPage::read(&app, &visitor, &request, filled).await?;
            page::form(&app, &visitor, &jar, &here, (status, &page))
        }
    }
}

/// The request, for whoever adds files to it while it is open.
async fn allowed(app: &AppState, visitor: &Visitor, reference: Reference) -> Result<DataRequest, Fault> {
    let request = find(app, visitor, reference).await?;
    signed_in(visitor)?;
    match ops::may_attach(&visitor.actor, &request) {
        // It is said on the page.
        Ok(_) | Err(ops::Error::Refused { .. }) => Ok(request),
        Err(error) => Err(error.into()),
    }
}

/// What a button decides about a file; none if no such button was pressed.
async fn decide(
    app: &AppState,
    visitor: &Visitor,
    reference: Reference,
    form: &Form,
) -> Option<Result<(), Fault>> {
    let file = |name| {
        form.one(name)
            .and_then(|text| text.parse().ok())
            .map(AttachmentId)
    };
    let caller = visitor.caller(app, None);
    let done = if let Some(id) = file(PUBLISH) {
        let publish = async move |tx: &Tx| ops::publish_file(tx, &caller, (reference, id)).await;
        app.db.write(publish).await
    } else {
        let id = file(DISCARD)?;
        let discard = async move |tx: &Tx| ops::discard_file(tx, &caller, (reference, id)).await;
        let done = app.db.write(discard).await;
        attached::remove_erased(app).await;
        done
    };
    Some(match done {
        // Decided already: the button was pressed twice.
        Ok(()) | Err(ops::Error::NotFound) => Ok(()),
        Err(error) => Err(error.into()),
    })
}

async fn add(
    app: &AppState,
    visitor: &Visitor,
    reference: Reference,
    (staged, name): (files::Staged, &str),
) -> Result<(), Fault> {
    let new = app.files.take(staged, name).await.map_err(taken)?;
    attach(
        app,
        visitor,
        AttachFile {
            reference,
            file: attached::new_file(app, visitor, new),
            knowing: false,
        },
        None,
    )
    .await
    .map(drop)
}

/// Adds a file whose bytes are kept; they go again if it is refused, or was added before.
pub async fn attach(
    app: &AppState,
    visitor: &Visitor,
    input: AttachFile,
    key: Option<domain::store::idempotency::Key>,
) -> Result<domain::attachment::Attachment, Fault> {
    let object = input.file.new.object.clone();
    let caller = visitor.caller(app, key);
    let added = app
        .db
        .write(async move |tx: &Tx| ops::attach_file(tx, &caller, input.clone()).await)
        .await;
    let added = match added {
        Ok(id) => {
            let file = domain::store::attachments::get(&app.db.read(), id).await?;
            file.ok_or(Fault::NotFound)
        }
        Err(error) => Err(error.into()),
    };
    if added
        .as_ref()
        .map_or(true, |file| file.object.as_deref() != Some(&object))
    {
        attached::forget(app, &object).await;
    }
    app.wake.notify_one();
    added
}

/// Why a file was not taken, as a fault.
pub fn taken(error: TakeError) -> Fault {
    match error {
        TakeError::Refused(refusal) => Fault::File(refusal),
        TakeError::Place(error) => error.into(),
    }
}

impl FilesPage {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        request: &DataRequest,
        filled: Filled,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let shown = FileShown::of_request(app, visitor, &reader, request).await?;
        let closed = ops::may_attach(&visitor.actor, request).is_err();
        let there = shown.iter().filter(|file| file.path.is_some()).count();
        Ok(Self {
            head: Head::of(app, &reader, request).await?,
            deciding: !closed && shown.iter().any(|file| file.own && !file.public),
            closed,
            full: there >= MOST_FILES,
            shown,
            filled,
        })
    }
}

impl Page for FilesPage {
    const TEMPLATE: &'static str = "pages/requests/files.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let empty = Self {
            head: Head::sample(),
            shown: Vec::new(),
            deciding: false,
            closed: false,
            full: false,
            filled: Filled::default(),
        };
        let shown = FileShown::samples();
        vec![
            empty.clone(),
            Self {
                shown: shown[..1].to_vec(),
                ..empty.clone()
            },
            Self {
                shown: shown.clone(),
                deciding: true,
                filled: Filled::default().wrong(attached::CHOSEN, "Pesa <b>mucho</b>".into()),
                ..empty.clone()
            },
            Self {
                shown: shown.clone(),
                deciding: true,
                full: true,
                ..empty.clone()
            },
            Self {
                shown,
                closed: true,
                ..empty
            },
        ]
    }
}
