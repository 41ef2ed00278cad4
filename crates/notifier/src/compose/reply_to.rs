//! Where an answer to a mail goes: to an address that is its reader's own, for this one request.

use domain::{
    return_token::ReplyToken,
    store::{
        ReadError, Source,
        outbox::{Claimed, Reader, Relation},
        requests,
    },
};
use lettre::Address;

use super::House;

/// Whether a mail can be answered: by whoever asks, supports or follows. Staff speaks after its second factor, not by mail.
pub(super) fn can_be_answered(house: &House, mail: &Claimed, reader: &Reader) -> bool {
    let speaks = matches!(
        reader.relation,
        Relation::Requester | Relation::Supporter | Relation::Follower
    );
    let known = reader.person.is_some() && mail.request.is_some();
    house.returns.reply.is_some() && known && speaks
}

/// The address.
pub(super) async fn of(
    source: &impl Source,
    house: &House,
    mail: &Claimed,
    reader: &Reader,
) -> Result<Option<Address>, ReadError> {
    let (Some(ours), Some(person), Some(since), Some(request), true) = (
        &house.returns.reply,
        reader.person,
        reader.since,
        mail.request,
        can_be_answered(house, mail, reader),
    ) else {
        return Ok(None);
    };
    let Some(made) = requests::made_at(source, request).await? else {
        return Ok(None);
    };
    let token = ReplyToken::new((person, since), (request, made), &house.key);
    Ok(ours.with(&token.text()))
}
