//! People: who they are, what they may do, and how an address is read.

use std::fmt;

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    ids::{AreaId, MailboxId, PersonId},
    keys::keys,
    locale::Locale,
};

keys! {
    /// What somebody may do. Each role includes the former.
    Role {
        Person = "person",
        Liaison = "liaison",
        Coordinator = "coordinator",
        Admin = "admin",
    }
}

impl Role {
    /// Government staff: liaisons and above.
    pub fn is_staff(self) -> bool {
        self >= Self::Liaison
    }
}

keys! {
    /// What kind of data user somebody is. Optional: nobody has to say (Ley 104, art. 1).
    Sector {
        Citizen = "citizen",
        CivilSociety = "civil_society",
        Academia = "academia",
        Journalism = "journalism",
        PrivateSector = "private_sector",
        PublicSector = "public_sector",
        Unknown = "unknown",
    }
}

/// An e-mail address that can be written to. Kept as typed, but for the domain, which is lower-cased.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// The address, if `text` is one: one `@`, no white space or control characters, at most 254 bytes (RFC 5321 §4.5.3.1).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@')?;
        let fits = !local.is_empty() && local.len() <= 64 && text.len() <= 254;
        let plain = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
        let local_ok = local.chars().all(plain)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_ok = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let domain_ok = domain.contains('.') && domain.split('.').all(label_ok);
        (fits && local_ok && domain_ok).then(|| Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What identifies a mailbox: all of it in lower case, because nobody uses two that differ in case only.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// For logs: `a***@example.org`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or(("", ""));
        format!("{}***@{domain}", local.chars().next().unwrap_or('*'))
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Somebody known to the system.
#[derive(Debug, Clone)]
pub struct Person {
    /// Row number.
    pub id: PersonId,
    /// The name shown, unless they ask to stay anonymous. Empty when they gave none.
    pub name: String,
    /// Where to write to.
    pub mailbox: MailboxId,
    /// The address of that mailbox. Shown to coordinators and admins only.
    pub email: Email,
    /// What they may do.
    pub role: Role,
    /// The areas a liaison answers for.
    pub areas: Vec<AreaId>,
    /// The language they read.
    pub locale: Locale,
    /// What kind of data user they are.
    pub sector: Sector,
    /// Whether the account is closed.
    pub disabled: bool,
    /// Since when they are known. With the row number it says who somebody is even after the restore of a backup.
    pub created_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::Email;

    #[test]
    fn addresses() {
        assert_eq!(
            Email::parse(" Ana.Diaz+datos@Example.ORG ").unwrap().as_str(),
            "Ana.Diaz+datos@example.org"
        );
        for bad in [
            "",
            "ana",
            "ana@",
            "@x.org",
            "ana@localhost",
            "a b@x.org",
            "ana@x..org",
            "ana@-x.org",
            "a\r\nb@x.org",
            ".a@x.org",
            "ñ@x.org",
        ] {
            assert!(Email::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(
            Email::parse("ana@example.org").unwrap().masked(),
            "a***@example.org"
        );
    }
}
