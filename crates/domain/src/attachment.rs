//! Files of a request: what may come in, what is told of one before anybody may read it, and why one is refused.
//! What is inside a file is looked at elsewhere; here are the words for it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{AttachmentId, DraftId, PersonId, RequestId},
    keys::keys,
    policy::Actor,
};

mod name;

pub use name::clean_name;

/// How many files a request may have (PRODUCT §2).
pub const MOST_FILES: usize = 5;
/// The most bytes of one: 10 MB.
pub const LARGEST_FILE: u64 = 10 * 1024 * 1024;

keys! {
    /// What a file is, by what is in it.
    FileKind {
        Pdf = "pdf",
        Png = "png",
        Jpeg = "jpeg",
        Webp = "webp",
        Gif = "gif",
        Csv = "csv",
        Txt = "txt",
        Json = "json",
        Xlsx = "xlsx",
        Ods = "ods",
        Docx = "docx",
        Odt = "odt",
        Xls = "xls",
        Doc = "doc",
    }
}

keys! {
    /// What is in a file that whoever sends it may not know of, or may not want everybody to read.
    FindingKind {
        HiddenSheets = "hidden_sheets",
        HiddenRows = "hidden_rows",
        HiddenColumns = "hidden_columns",
        HiddenNames = "hidden_names",
        HiddenText = "hidden_text",
        Comments = "comments",
        TrackedChanges = "tracked_changes",
        PivotCaches = "pivot_caches",
        ExternalLinks = "external_links",
        Embedded = "embedded",
        ActiveContent = "active_content",
        NotInspectable = "not_inspectable",
        Dni = "dni",
        Cuit = "cuit",
        Cbu = "cbu",
        Email = "email",
        Phone = "phone",
    }
}

keys! {
    /// Why a file is not taken.
    FileRefusal {
        TooLarge = "file_too_large",
        TooMany = "too_many_files",
        Empty = "file_empty",
        Type = "file_type",
        Archive = "file_archive",
        Program = "file_program",
        Disguised = "file_disguised",
        Bomb = "file_bomb",
        Locked = "file_locked",
        Broken = "file_broken",
        Gone = "file_gone",
        PersonQuota = "file_quota_person",
        HouseQuota = "file_quota_house",
    }
}

/// Something found, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// How often.
    pub count: i64,
}

/// How much may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotas {
    /// Bytes that one person, or one address without an account, may send in a day.
    pub person: u64,
    /// Bytes of all files together.
    pub house: u64,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            person: 50 * 1024 * 1024,
            house: 10 * 1024 * 1024 * 1024,
        }
    }
}

/// A file whose bytes are kept and looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttachment {
    /// Its name, cleaned.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Its bytes, as they are kept.
    pub size: u64,
    /// Their SHA-256, in hex.
    pub sha256: String,
    /// The random name they are kept under.
    pub object: String,
    /// What was found in it.
    pub findings: Vec<Finding>,
}

/// A file, as the store remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Row number.
    pub id: AttachmentId,
    /// The request it belongs to; none until it is filed.
    pub request: Option<RequestId>,
    /// The draft it waits with.
    pub draft: Option<DraftId>,
    /// Who sent it; none before the address is proved.
    pub uploader: Option<PersonId>,
    /// Its name; what stands in its place once it is taken away.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Its bytes.
    pub size: i64,
    /// Their SHA-256, in hex; empty once they are gone.
    pub sha256: String,
    /// The name they are kept under; none once they are gone.
    pub object: Option<String>,
    /// What was found in it.
    pub findings: Vec<Finding>,
    /// Whether everybody may read it who may see the request.
    pub public: bool,
    /// When it came.
    pub created_at: Timestamp,
    /// When it was taken away for good.
    pub erased_at: Option<Timestamp>,
}

impl Attachment {
    /// Whether `actor`, who may see its request, may read it: everybody once it is public, before that whoever sent it and
    /// the staff that answers for the request.
    pub fn is_for(&self, actor: &Actor, area: Option<crate::ids::AreaId>) -> bool {
        self.erased_at.is_none() && self.object.is_some() && (self.public || self.is_known_to(actor, area))
    }

    /// Whether `actor` learns of it while it is not public.
    pub fn is_known_to(&self, actor: &Actor, area: Option<crate::ids::AreaId>) -> bool {
        let own = self.uploader.is_some() && actor.person() == self.uploader;
        own || actor.answers_for(area)
    }
}

impl FileKind {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Csv => "text/csv",
            Self::Txt => "text/plain",
            Self::Json => "application/json",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Xls => "application/vnd.ms-excel",
            Self::Doc => "application/msword",
        }
    }

    /// The endings of names that fit it; the first is the one we give.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Webp => &["webp"],
            Self::Gif => &["gif"],
            Self::Csv => &["csv", "tsv"],
            Self::Txt => &["txt"],
            Self::Json => &["json", "geojson"],
            Self::Xlsx => &["xlsx"],
            Self::Ods => &["ods"],
            Self::Docx => &["docx"],
            Self::Odt => &["odt"],
            Self::Xls => &["xls"],
            Self::Doc => &["doc"],
        }
    }
}
