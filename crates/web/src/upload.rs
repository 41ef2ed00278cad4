//! A form or a call that carries files, read as it arrives: each file goes to a temporary name and never over its limit.
//! Nothing of a form is used before the proof that it is ours, which comes first in it; what was typed is kept whatever
//! becomes of the files.

use std::time::Duration;

use axum::{
    body::Body,
    extract::{FromRequest, Request},
    http::header,
};
use domain::{
    attachment::{FileRefusal, LARGEST_FILE, MOST_FILES},
    secret,
};
use files::{Staged, StagingError};
use futures::{Stream, StreamExt as _};
use multer::{Field, Multipart};
use tokio::time::timeout;

use crate::{
    AppState,
    form::{CSRF, Form, Typed, from_us, media_type},
    input::LARGEST,
    jar::Jar,
    problem::Fault,
    visitor::Visitor,
};

/// How long nothing may arrive.
const SLOWEST: Duration = Duration::from_secs(30);
/// How much is read of a body at most: what is refused is read to its end, because browsers show no answer before it, but
/// not for ever.
const MOST_READ: u64 = 2 * LARGEST_FILE * MOST_FILES as u64;

/// Parts of a body: more than any form of ours has.
const MOST_PARTS: usize = 200;

/// A form with files.
#[derive(Debug)]
pub struct Upload {
    /// Its fields.
    pub form: Form,
    /// Its files, in their order.
    pub files: Vec<Arrived>,
}

/// A file that came with it.
#[derive(Debug)]
pub struct Arrived {
    /// What it was called.
    pub name: String,
    /// Its bytes, or why they are not here.
    pub file: Result<Staged, FileRefusal>,
}

/// A call with one file in its field `file`.
#[derive(Debug)]
pub struct OneFile {
    /// The file.
    pub file: Arrived,
    /// The field `publish`: whoever sends it knows what is in it.
    pub knowing: bool,
}

impl FromRequest<AppState> for Upload {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, Fault> {
        if !media_type(request.headers()).eq_ignore_ascii_case("multipart/form-data") {
            let form = Form::from_request(request, app).await?;
            let files = Vec::new();
            return Ok(Self { form, files });
        }
        let (parts, body) = request.into_parts();
        let extension = || Fault::Internal;
        let jar = parts.extensions.get::<Jar>().ok_or_else(extension)?;
        let visitor = parts.extensions.get::<Visitor>().ok_or_else(extension)?;
        let typed = parts.extensions.get::<Typed>().ok_or_else(extension)?;
        let ours = from_us(&parts.headers)?;
        let mut reading = Reading::new(app, boundary(&parts.headers)?, body);
        let proof = jar.csrf(app)?;
        let allowed = || {
            app.limits
                .form(&visitor.actor, visitor.address)
                .map_err(Fault::TooMany)
        };
        let read = reading.form(&proof, allowed).await;
        let form = Form::new(parts.uri.path(), reading.fields);
        typed.keep(&form, ours);
        read?;
        let files = reading.files;
        Ok(Self { form, files })
    }
}

impl FromRequest<AppState> for OneFile {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, Fault> {
        if !media_type(request.headers()).eq_ignore_ascii_case("multipart/form-data") {
            return Err(Fault::MediaType);
        }
        let (parts, body) = request.into_parts();
        let mut reading = Reading::new(app, boundary(&parts.headers)?, body);
        reading.call().await?;
        let knowing = reading
            .fields
            .iter()
            .any(|(name, value)| name == "publish" && value == "true");
        let mut files = reading.files.into_iter();
        match (files.next(), files.next()) {
            (Some(file), None) => Ok(Self { file, knowing }),
            (Some(_), Some(_)) => Err(Fault::File(FileRefusal::TooMany)),
            (None, _) => Err(Fault::field("#/file", domain::field::FieldCode::Required)),
        }
    }
}

fn boundary(headers: &axum::http::HeaderMap) -> Result<String, Fault> {
    let text = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    multer::parse_boundary(text.unwrap_or_default()).map_err(|_| Fault::MediaType)
}

/// A body that is being read.
struct Reading<'a> {
    app: &'a AppState,
    body: Multipart<'static>,
    fields: Vec<(String, String)>,
    files: Vec<Arrived>,
    /// The characters of all fields so far.
    typed: usize,
    /// The parts so far.
    parts: usize,
}

impl<'a> Reading<'a> {
    fn new(app: &'a AppState, boundary: String, body: Body) -> Self {
        Self {
            app,
            body: Multipart::new(bounded(body), boundary),
            fields: Vec::new(),
            files: Vec::new(),
            typed: 0,
            parts: 0,
        }
    }

    /// A form of ours: its proof comes first, or no file of it is taken; nor is one of somebody who sends too many.
    async fn form(&mut self, proof: &str, allowed: impl Fn() -> Result<(), Fault>) -> Result<(), Fault> {
        let mut is_counted = false;
        let mut is_ours = false;
        let mut is_first = true;
        while let Some(field) = self.next().await? {
            match field.file_name().map(str::to_owned) {
                None => {
                    let (name, value) = self.field(field).await?;
                    if is_first {
                        is_ours = name == CSRF && secret::same(&value, proof);
                    }
                    self.fields.push((name, value));
                }
                // Browsers send an empty one where no file was chosen.
                Some(name) if is_ours => {
                    if !std::mem::replace(&mut is_counted, true) {
                        allowed()?;
                    }
                    self.file(field, name).await?;
                }
                Some(_) => return Err(Fault::Forged),
            }
            is_first = false;
        }
        if !is_ours {
            return Err(Fault::Forged);
        }
        if is_counted { Ok(()) } else { allowed() }
    }

    /// A call of the API.
    async fn call(&mut self) -> Result<(), Fault> {
        while let Some(field) = self.next().await? {
            let is_file = field.name() == Some("file");
            match field.file_name().map(str::to_owned) {
                Some(name) if is_file => self.file(field, name).await?,
                None if is_file => self.file(field, String::new()).await?,
                Some(_) => return Err(Fault::field("#/file", domain::field::FieldCode::Required)),
                None => {
                    let pair = self.field(field).await?;
                    self.fields.push(pair);
                }
            }
        }
        Ok(())
    }

    async fn next(&mut self) -> Result<Option<Field<'static>>, Fault> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return Err(Fault::TooLarge);
        }
        timeout(SLOWEST, self.body.next_field())
            .await
            .map_err(|_| Fault::Slow)?
            .map_err(unread)
    }

    async fn field(&mut self, mut field: Field<'static>) -> Result<(String, String), Fault> {
        let name = field.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(piece) = self.piece(&mut field).await? {
            self.typed += piece.len();
            if self.typed > LARGEST {
                return Err(Fault::TooLarge);
            }
            bytes.extend_from_slice(&piece);
        }
        // PostgreSQL has no text with NUL in it; no text of ours needs one.
        let value = String::from_utf8_lossy(&bytes).replace('\0', "");
        Ok((name, value))
    }

    async fn file(&mut self, mut field: Field<'static>, name: String) -> Result<(), Fault> {
        let mut staging = if self.files.len() < MOST_FILES {
            Ok(self.app.files.stage()?)
        } else {
            Err(FileRefusal::TooMany)
        };
        let mut size = 0;
        while let Some(piece) = self.piece(&mut field).await? {
            size += piece.len();
            if let Ok(open) = &mut staging
                && let Err(error) = open.write(&piece).await
            {
                staging = Err(refusal(error)?);
            }
        }
        if size == 0 && name.is_empty() {
            return Ok(());
        }
        let file = match staging {
            Ok(staging) => match staging.finish().await {
                Ok(staged) => Ok(staged),
                Err(error) => Err(refusal(error)?),
            },
            Err(refusal) => Err(refusal),
        };
        self.files.push(Arrived { name, file });
        Ok(())
    }

    async fn piece(&mut self, field: &mut Field<'static>) -> Result<Option<bytes::Bytes>, Fault> {
        let piece = timeout(SLOWEST, field.chunk())
            .await
            .map_err(|_| Fault::Slow)?
            .map_err(unread)?;
        Ok(piece)
    }
}

/// The body, as much of it as is read at most, whatever it is made of: what comes between the parts counts too.
fn bounded(body: Body) -> impl Stream<Item = Result<bytes::Bytes, Broken>> + Send + 'static {
    let mut read = 0;
    body.into_data_stream().map(move |piece| {
        let piece = piece.map_err(|_| Broken::Off)?;
        read += piece.len() as u64;
        if read > MOST_READ {
            return Err(Broken::TooLong);
        }
        Ok(piece)
    })
}

/// A body that is read no further.
#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error("the sender broke off")]
    Off,
    #[error("the body is too long")]
    TooLong,
}

fn unread(error: multer::Error) -> Fault {
    match error {
        multer::Error::StreamReadFailed(error) if matches!(error.downcast_ref(), Some(Broken::TooLong)) => {
            Fault::File(FileRefusal::TooLarge)
        }
        _ => Fault::Unparsable,
    }
}

/// What a file is refused for; a disk that fails is no fault of the file.
fn refusal(error: StagingError) -> Result<FileRefusal, Fault> {
    match error {
        StagingError::Refused(refusal) => Ok(refusal),
        StagingError::Io(error) => {
            tracing::error!(%error, "a file could not be written");
            Err(Fault::Unavailable)
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, Bytes};
    use futures::{StreamExt as _, stream};

    use super::{Broken, MOST_READ, bounded};

    #[tokio::test]
    async fn what_is_no_part_of_a_form_is_not_read_for_ever() {
        let mebibyte = Bytes::from(vec![b'x'; 1 << 20]);
        let endless = stream::repeat_with(move || Ok::<_, std::io::Error>(mebibyte.clone()));
        let mut read = 0;
        let mut body = std::pin::pin!(bounded(Body::from_stream(endless)));
        let end = loop {
            match body.next().await.unwrap() {
                Ok(piece) => read += piece.len() as u64,
                Err(end) => break end,
            }
        };
        assert!(matches!(end, Broken::TooLong));
        assert!(read <= MOST_READ);
    }
}
