//! A catalogue of the Argentine profile: fetched to a temporary file if it has changed, and read from there dataset by dataset.

use std::{
    collections::HashSet,
    fs::File,
    io::{Seek as _, SeekFrom},
    ops::ControlFlow,
};

use http::{
    HeaderName, HeaderValue, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED},
};
use jiff::tz::TimeZone;
use outgoing::{Ask, Head};
use tokio::{sync::mpsc, task::JoinHandle};
use url::Url;

use super::{Ended, PAGE, Progress, Sorted, Step};
use crate::{Cursor, Kind, PortalError, Reader, envelope, mapping};

mod stream;

/// The largest catalogue that is read, in bytes. It lies in a file meanwhile.
const LARGEST: u64 = 512 * 1024 * 1024;
/// A catalogue takes longer than one answer of a portal.
const TIMES: u32 = 10;

#[derive(Debug)]
pub struct Catalogue {
    url: Url,
    open: Option<Open>,
}

/// A catalogue that is being read by a thread of its own, which ends when nobody listens.
#[derive(Debug)]
struct Open {
    head: Head,
    told: mpsc::Receiver<Sorted>,
    reading: JoinHandle<Result<(), PortalError>>,
}

impl Catalogue {
    pub fn new(url: &Url) -> Self {
        Self {
            url: url.clone(),
            open: None,
        }
    }

    /// The cursor moves at the end only: who stops in the middle begins anew, for a catalogue has no order to go on in.
    pub async fn next(&mut self, reader: &Reader, progress: &mut Progress) -> Result<Step, PortalError> {
        let open = match &mut self.open {
            Some(open) => open,
            None => {
                let since = &progress.cursor;
                let (head, file) = reader.patiently(|| fetch(reader, &self.url, since)).await?;
                let Some(file) = file else {
                    return Ok(Step::End(Ended::Unchanged));
                };
                let (tell, told) = mpsc::channel(1);
                let zone = reader.zone.clone();
                let reading = tokio::task::spawn_blocking(move || pages(file, &zone, &tell));
                self.open.insert(Open { head, told, reading })
            }
        };
        if let Some(sorted) = open.told.recv().await {
            return Ok(Step::Page(sorted));
        }
        let read = (&mut open.reading).await;
        let kept = |name: &HeaderName| open.head.header(name).map(str::to_owned);
        let cursor = Cursor {
            etag: kept(&ETAG),
            last_modified: kept(&LAST_MODIFIED),
            ..Cursor::default()
        };
        self.open = None;
        read.map_err(|error| PortalError::new(Kind::Unreadable, None, &error.to_string()))??;
        progress.cursor = cursor;
        progress.total = Some(progress.seen);
        Ok(Step::End(Ended::All))
    }
}

/// The catalogue in a file that nobody else sees; none if it is the one that was read before.
async fn fetch(reader: &Reader, url: &Url, since: &Cursor) -> Result<(Head, Option<File>), PortalError> {
    let deadline = reader.pace.deadline.saturating_mul(TIMES);
    let mut ask = Ask::get(url.clone())
        .with(ACCEPT, HeaderValue::from_static("application/json"))
        .within(deadline, LARGEST);
    let known = [
        (IF_NONE_MATCH, &since.etag),
        (IF_MODIFIED_SINCE, &since.last_modified),
    ];
    for (name, value) in known {
        if let Some(value) = value
            .as_deref()
            .and_then(|value| HeaderValue::from_str(value).ok())
        {
            ask = ask.with(name, value);
        }
    }
    let mut file = tempfile::tempfile()?;
    let head = reader.client.fetch_to(ask, &mut file).await?;
    if head.status == StatusCode::NOT_MODIFIED {
        return Ok((head, None));
    }
    envelope::refusal(&head)?;
    let content_type = head.header(&CONTENT_TYPE).unwrap_or_default();
    let is_page = content_type.to_ascii_lowercase().contains("html");
    let kind = match head.status.as_u16() {
        429 => Some(Kind::Busy),
        404 | 410 => Some(Kind::NotFound),
        401 | 403 => Some(Kind::Firewall),
        _ if is_page => Some(Kind::Firewall),
        500.. => Some(Kind::Server),
        200 => None,
        _ => Some(Kind::NotAPortal),
    };
    if let Some(kind) = kind {
        let error = PortalError::new(kind, Some(head.status.as_u16()), "");
        return Err(envelope::waiting(error, &head));
    }
    if file.seek(SeekFrom::End(0))? == 0 {
        return Err(PortalError::new(Kind::Empty, Some(head.status.as_u16()), ""));
    }
    file.seek(SeekFrom::Start(0))?;
    Ok((head, Some(file)))
}

/// Reads the file, and tells a page whenever there is one, until nobody listens.
fn pages(file: File, zone: &TimeZone, tell: &mpsc::Sender<Sorted>) -> Result<(), PortalError> {
    let mut sorted = Sorted::default();
    let mut names = HashSet::new();
    let listened = stream::each(file, &mut |value| {
        let mut understood = mapping::profile(&value, zone);
        drop(value);
        if let Ok(dataset) = &mut understood {
            mapping::tell_apart(dataset, |name| names.contains(name));
            names.insert(dataset.name.clone());
        }
        sorted.add(understood);
        if sorted.len() < PAGE {
            return ControlFlow::Continue(());
        }
        match tell.blocking_send(std::mem::take(&mut sorted)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })?;
    if listened.is_continue() && sorted.len() > 0 {
        let _heard = tell.blocking_send(sorted);
    }
    Ok(())
}
