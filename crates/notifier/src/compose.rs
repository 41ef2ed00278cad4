//! From an outbox row to the bytes of a message: loads the event, the request and the people, and fills a [`Message`].
//!
//! Composed from the event, never from the present status: what a mail says was true when it was decided. Titles and
//! bodies are the present ones, so that words taken away since do not leave the house after all.

use std::sync::Arc;

use domain::{
    audience::MailKind,
    invitation_link::InvitationLink,
    reference::Reference,
    secret::InstanceKey,
    site::SiteText,
    store::{
        ReadError, Source, invitations,
        outbox::{self, Claimed, Reader, Relation},
        requests::{self, Lock},
    },
};
use jiff::tz::TimeZone;
use render::{Colour, Engine, RenderError, colour::said as said_colour};

use self::own_links::OwnLinks;
use crate::{
    dkim::Signer,
    message::{Invited, Listed, Message, Site, Stuck, Topic},
    mime::{self, BadLetter, Letter, MessageId, Sender},
    return_address::ReturnAddresses,
};

mod digest;
mod facts;
mod happened;
mod own_links;
mod reply_to;
mod request;
mod token;

/// What is the same in every mail of an installation.
#[derive(Clone)]
pub struct House {
    /// Its name and addresses.
    pub site: Site,
    /// What of it the machine has set; of the rest an admin may say otherwise.
    pub fixed: Vec<SiteText>,
    /// Who the mail is from.
    pub from: Sender,
    /// Who signs them, if not the relay.
    pub signer: Option<Arc<Signer>>,
    /// Where replies and mails that come back go to.
    pub returns: ReturnAddresses,
    /// The host in Message-IDs.
    pub host: String,
    /// The key that codes and links are derived from.
    pub key: InstanceKey,
    /// Templates and words.
    pub engine: Arc<Engine>,
    /// The time zone by which hours are quiet.
    pub zone: TimeZone,
}

/// A mail without words.
#[derive(Debug, thiserror::Error)]
pub enum CannotCompose {
    /// The database does not answer; it may later.
    #[error("the database does not answer: {0}")]
    Store(#[from] ReadError),
    /// Something the mail speaks of is not there.
    #[error("the {0} of this mail is missing")]
    Missing(&'static str),
    /// A template failed.
    #[error(transparent)]
    Words(#[from] RenderError),
    /// The letter cannot be written.
    #[error(transparent)]
    Letter(#[from] BadLetter),
}

/// Who looks at the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Eyes {
    /// Whoever the mail is for: with the links that are theirs alone.
    Reader,
    /// Somebody else, before it is decided: without them.
    Previewer,
}

impl House {
    /// Its name and colours with what an admin says of them.
    async fn site_now(&self, source: &impl Source) -> Result<Site, ReadError> {
        let texts = domain::store::site::texts(source).await?;
        let said = |key: SiteText| texts.get(key).filter(|_| !self.fixed.contains(&key));
        let accent = said_colour::accent(said(SiteText::Accent), said(SiteText::AccentDark));
        let line = said(SiteText::HeaderLine).and_then(Colour::parse);
        Ok(Site {
            name: said(SiteText::Name).map_or_else(|| self.site.name.clone(), str::to_owned),
            government: said(SiteText::Government)
                .map(str::to_owned)
                .or_else(|| self.site.government.clone()),
            accent: accent.ok().flatten().unwrap_or(self.site.accent),
            line: line.unwrap_or(self.site.line),
            links: self.site.links.clone(),
        })
    }
}

/// The bytes of a mail, in its reader's language.
pub async fn compose(
    source: &impl Source,
    house: &House,
    mail: &Claimed,
    reader: &Reader,
) -> Result<Vec<u8>, CannotCompose> {
    let reply_to = reply_to::of(source, house, mail, reader).await?;
    let (message, reference) = message(source, house, mail, reader, Eyes::Reader).await?;
    let rendered = message.render(&house.engine)?;
    let id = message_id(house, mail, mail.id.0, reference);
    let root = outbox::root(source, mail)
        .await?
        .map(|root| message_id(house, mail, root.0, reference));
    let name = house
        .from
        .name
        .clone()
        .or_else(|| Some(message.site.name.clone()));
    let from = Sender {
        name,
        address: house.from.address.clone(),
    };
    let subscription = message.subscription();
    let list = subscription.map(|_| reference.map_or_else(|| mail.kind.to_string(), |it| it.to_string()));
    let letter = Letter {
        from: &from,
        reply_to: reply_to.as_ref(),
        to_name: Some(reader.name.as_str()),
        to: reader.email.as_str(),
        at: mail.created_at,
        id: &id,
        root: root.as_ref(),
        language: mail.locale.as_str(),
        unsubscribe: subscription,
        list: list.as_deref(),
        subject: &rendered.subject,
        text: &rendered.text,
        html: &rendered.html,
        signer: house.signer.as_deref(),
    };
    Ok(mime::build(&letter)?)
}

/// What a mail says, and about which request.
pub(crate) async fn message(
    source: &impl Source,
    house: &House,
    mail: &Claimed,
    reader: &Reader,
    eyes: Eyes,
) -> Result<(Message, Option<Reference>), CannotCompose> {
    let site = house.site_now(source).await?;
    let of = |topic, unfollow| Message {
        locale: mail.locale,
        site: site.clone(),
        topic,
        unfollow,
        preferences: match eyes {
            Eyes::Reader => own_links::preferences(house, reader),
            Eyes::Previewer => Some(house.site.links.preferences()),
        },
        answers: mail.kind != MailKind::Hidden && reply_to::can_be_answered(house, mail, reader),
    };
    let with_token = |topic| Message {
        preferences: None,
        ..of(topic, None)
    };
    let topic = match mail.kind {
        MailKind::ConfirmEmail => {
            let topic = token::confirm_email(source, house, mail).await?;
            return Ok((with_token(topic), None));
        }
        MailKind::SignIn => return Ok((with_token(token::sign_in(source, house, mail).await?), None)),
        MailKind::Digest => digest::digest(source, house, mail, reader).await?,
        MailKind::DeskWeekly => digest::week(source, house, mail).await?,
        MailKind::MailStuck => stuck(source, mail).await?,
        MailKind::Invited => invited(source, house, mail).await?,
        MailKind::NewRequest => request::new_requests(source, mail).await?,
        _ => {
            let id = mail.request.ok_or(CannotCompose::Missing("request"))?;
            let request = requests::get(source, id, Lock::No)
                .await?
                .ok_or(CannotCompose::Missing("request"))?;
            let facts = request::load(source, mail, reader, (request, &house.site.links)).await?;
            let own = (eyes == Eyes::Reader).then(|| OwnLinks::of(house, reader, &facts));
            let own = own.unwrap_or_default();
            let topic = request::topic(&facts, own.action)?;
            return Ok((of(topic, own.unfollow), Some(facts.request.reference)));
        }
    };
    Ok((of(topic, None), None))
}

/// Mail that does not leave, as it stands when this one is composed.
async fn stuck(source: &impl Source, mail: &Claimed) -> Result<Topic, CannotCompose> {
    let counts = outbox::counts(source, mail.created_at).await?;
    Ok(Topic::MailStuck(Stuck {
        depth: counts.depth,
        dead: counts.dead,
        since: counts.oldest.unwrap_or(mail.created_at),
    }))
}

/// Whose name was put to requests, and what they can say to that.
async fn invited(source: &impl Source, house: &House, mail: &Claimed) -> Result<Topic, CannotCompose> {
    let asked = invitations::asked_by(source, mail.id).await?;
    let (told, asked) = asked.ok_or(CannotCompose::Missing("invitation"))?;
    let link = InvitationLink {
        entry: told.entry,
        since: told.since,
        mailbox: mail.mailbox,
    };
    let listed = |voiced: bool| {
        let those = asked.iter().filter(|it| it.voiced == voiced);
        let listed = those.map(|it| Listed {
            reference: it.reference,
            title: it.title.clone(),
        });
        listed.collect()
    };
    Ok(Topic::Invited(Invited {
        meeting: told.meeting,
        held_on: told.held_on,
        voiced: listed(true),
        needed: listed(false),
        link: house.site.links.invitations(&link.token(&house.key)),
    }))
}

/// Stable: the same row has the same identifier in every try, after every restart and every restore.
fn message_id(house: &House, mail: &Claimed, row: i64, reference: Option<Reference>) -> MessageId {
    let subject = reference.map_or_else(|| mail.kind.to_string(), |reference| reference.to_string());
    MessageId::new(&format!("{subject}.o{row}"), &house.host)
}

impl From<Relation> for crate::message::Reader {
    fn from(relation: Relation) -> Self {
        match relation {
            Relation::Requester | Relation::Nobody => Self::Requester,
            Relation::Supporter => Self::Supporter,
            Relation::Follower => Self::Follower,
            Relation::Assignee => Self::Assignee,
            Relation::AreaLiaison => Self::AreaLiaison,
            Relation::Coordinator => Self::Coordinator,
            Relation::Head => Self::Head,
        }
    }
}
