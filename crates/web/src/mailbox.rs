//! The mails of the demo, read from the folder they were put into. It knows `.eml` files and nothing of who wrote them.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use mail_parser::{Address, Message, MessageParser, decoders::html::html_to_text};
use serde::Serialize;

/// A mail that was put into the folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letter {
    /// The name of its file, without the ending.
    pub name: String,
    /// Whom it is for.
    pub to: Reached,
    /// Its subject.
    pub subject: String,
    /// What it says first: the title of its HTML.
    pub heading: Option<String>,
    /// The language of its words, as a tag.
    pub language: Option<String>,
    /// When it was written.
    pub at: Option<Timestamp>,
    /// Its headers, in their order, one line each.
    pub headers: Vec<(String, String)>,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: Option<String>,
}

/// Somebody mail is for.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reached {
    /// Their name, or their address where there is none.
    pub name: String,
    /// Their address.
    pub address: String,
}

/// Every mail of the folder, the newest first.
pub async fn letters(folder: &Path) -> Vec<Letter> {
    let folder = folder.to_owned();
    let read = move || {
        let mut letters: Vec<Letter> = names(&folder)
            .iter()
            .filter_map(|name| read(&folder, name))
            .collect();
        // The name begins with the number of the row: mails of one second keep their order.
        letters.sort_by(|one, other| (other.at, &other.name).cmp(&(one.at, &one.name)));
        letters
    };
    tokio::task::spawn_blocking(read).await.unwrap_or_default()
}

/// One of them.
pub async fn letter(folder: &Path, name: &str) -> Option<Letter> {
    let (folder, name) = (folder.to_owned(), name.to_owned());
    let read = move || read(&folder, &name);
    tokio::task::spawn_blocking(read).await.ok().flatten()
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        // It is made with the first mail.
        return Vec::new();
    };
    let paths = entries.flatten().map(|entry| entry.path());
    let letters = paths.filter(|path| path.extension() == Some(OsStr::new("eml")));
    letters
        .filter_map(|path| path.file_stem()?.to_str().map(str::to_owned))
        .collect()
}

fn read(folder: &Path, name: &str) -> Option<Letter> {
    let bytes = fs::read(file(folder, name)?).ok()?;
    parse(name, &bytes)
}

/// The file of that name: one in the folder itself, and no hidden one.
fn file(folder: &Path, name: &str) -> Option<PathBuf> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_@+.".contains(letter);
    let fits = !name.is_empty() && !name.starts_with('.') && name.chars().all(plain);
    fits.then(|| folder.join(format!("{name}.eml")))
}

fn parse(name: &str, bytes: &[u8]) -> Option<Letter> {
    let message = MessageParser::default().parse(bytes)?;
    let html = message.html_bodies().next();
    let html = html.filter(|part| part.is_text_html());
    let html = html.and_then(|part| part.text_contents()).map(str::to_owned);
    Some(Letter {
        name: name.to_owned(),
        to: message.to().and_then(reached).unwrap_or_default(),
        subject: message.subject().unwrap_or_default().to_owned(),
        heading: html.as_deref().and_then(title),
        language: message
            .header_raw("Content-Language")
            .map(|tag| tag.trim().to_owned()),
        at: message
            .date()
            .and_then(|date| Timestamp::from_second(date.to_timestamp()).ok()),
        headers: headers(&message),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html,
    })
}

fn reached(address: &Address<'_>) -> Option<Reached> {
    let first = address.first()?;
    let address = first.address()?;
    Some(Reached {
        name: first.name().unwrap_or(address).to_owned(),
        address: address.to_owned(),
    })
}

/// As they travelled, unfolded; those that people wrote are decoded.
fn headers(message: &Message<'_>) -> Vec<(String, String)> {
    let line = |(name, value): (&str, &str)| {
        let value = match name {
            "Subject" => message.subject().map(str::to_owned),
            "From" => message.from().map(people),
            "To" => message.to().map(people),
            _ => None,
        }
        .unwrap_or_else(|| value.split_whitespace().collect::<Vec<_>>().join(" "));
        (name.to_owned(), value)
    };
    message.headers_raw().map(line).collect()
}

fn people(addresses: &Address<'_>) -> String {
    let one = |address: &mail_parser::Addr<'_>| match (address.name(), address.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (_, address) => address.unwrap_or_default().to_owned(),
    };
    addresses.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn title(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    Some(html_to_text(title).trim().to_owned()).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EML: &str = "From: Ventanilla <v@example.org>\r\nTo: =?utf-8?b?THVjw61h?= <lucia@example.org>\r\n\
        Subject: =?utf-8?b?W1BEXSBTdWVsZG9zIGRlIDIwMjYsIGHDsW8=?=\r\nDate: Fri, 20 Nov 2026 12:00:00 +0000\r\n\
        Content-Language: es-AR\r\nMessage-ID: <PD-2026-000001.o7@example.org>\r\nReferences: <a@b>\r\n <c@d>\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative;\r\n boundary=\"=_x\"\r\n\r\n--=_x\r\n\
        Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nA=C3=B1o\r\n--=_x\r\n\
        Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <html><head><title>Qu=C3=A9 &amp; =\r\nqui=C3=A9n</title></head><body>A=C3=B1o</body></html>\r\n--=_x--\r\n";

    #[test]
    fn a_mail_is_read_as_its_reader_reads_it() {
        let letter = parse("PD-2026-000001.o7", EML.as_bytes()).unwrap();
        assert_eq!(
            (letter.to.name.as_str(), letter.to.address.as_str()),
            ("Lucía", "lucia@example.org")
        );
        assert_eq!(letter.subject, "[PD] Sueldos de 2026, año");
        assert_eq!(letter.heading.as_deref(), Some("Qué & quién"));
        assert_eq!(letter.language.as_deref(), Some("es-AR"));
        assert_eq!(letter.at.unwrap().to_string(), "2026-11-20T12:00:00Z");
        assert_eq!(letter.text.trim(), "Año");
        assert!(letter.html.unwrap().contains("<body>Año</body>"));
        let header = |name: &str| {
            let found = letter.headers.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.as_str())
        };
        assert_eq!(header("To"), Some("Lucía <lucia@example.org>"));
        assert_eq!(header("References"), Some("<a@b> <c@d>"));
    }

    #[tokio::test]
    async fn only_mails_of_the_folder_are_read_newest_first() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("mail");
        assert!(letters(&folder).await.is_empty());
        fs::create_dir(&folder).unwrap();
        for name in ["009.receipt", "010.question", ".half.tmp"] {
            fs::write(folder.join(format!("{name}.eml")), EML).unwrap();
        }
        fs::write(folder.join("011.older.eml"), EML.replace("20 Nov", "19 Nov")).unwrap();
        fs::write(folder.join("notes.txt"), EML).unwrap();
        fs::write(root.path().join("secret.eml"), EML).unwrap();
        let names: Vec<String> = letters(&folder)
            .await
            .into_iter()
            .map(|letter| letter.name)
            .collect();
        assert_eq!(names, ["010.question", "009.receipt", "011.older"]);
        assert!(letter(&folder, "009.receipt").await.is_some());
        for name in [
            "",
            "none",
            "../secret",
            "..%2fsecret",
            "notes.txt",
            ".half.tmp",
            "/etc/passwd",
        ] {
            assert!(letter(&folder, name).await.is_none(), "{name}");
        }
    }
}
