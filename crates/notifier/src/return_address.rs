//! An address of ours with a token behind a plus sign, to which replies or undeliverable mails come back.

use lettre::Address;

/// The longest token, and the plus before it: what the local part must leave room for (RFC 5321 §4.5.3.1.1).
const ROOM: usize = 64 - 1 - domain::return_token::REPLY_LENGTH;

/// `local@domain`, to be used as `local+TOKEN@domain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnAddress(Address);

/// Where people and mail servers write back to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReturnAddresses {
    /// For replies. Without it they go to whom the mail is from, and no further.
    pub reply: Option<ReturnAddress>,
    /// For mails that come back. Without it they come back to whom the mail is from.
    pub bounce: Option<ReturnAddress>,
}

/// An address that cannot be used so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadReturnAddress {
    /// It is none.
    #[error("it is not an e-mail address")]
    NotAnAddress,
    /// It has a plus sign already.
    #[error("it has a plus sign, after which the token is to stand")]
    Plus,
    /// No token fits behind it.
    #[error("more than {ROOM} characters stand before its @: no token fits behind them")]
    TooLong,
}

impl ReturnAddress {
    /// Reads `responder@datos.example.org`.
    pub fn parse(text: &str) -> Result<Self, BadReturnAddress> {
        let address: Address = text.trim().parse().map_err(|_| BadReturnAddress::NotAnAddress)?;
        if !text.is_ascii() {
            return Err(BadReturnAddress::NotAnAddress);
        }
        if address.user().contains('+') {
            return Err(BadReturnAddress::Plus);
        }
        if address.user().len() > ROOM {
            return Err(BadReturnAddress::TooLong);
        }
        Ok(Self(address))
    }

    /// Its domain: where mail to it comes in.
    pub fn domain(&self) -> &str {
        self.0.domain()
    }

    /// With a token.
    pub fn with(&self, token: &str) -> Option<Address> {
        Address::new(format!("{}+{token}", self.0.user()), self.0.domain()).ok()
    }

    /// The token in `address`, if it is this one with a token, in whatever case.
    pub fn token_in<'a>(&self, address: &'a str) -> Option<&'a str> {
        let (local, domain) = address.trim().rsplit_once('@')?;
        let (own, token) = local.split_once('+')?;
        let same = own.eq_ignore_ascii_case(self.0.user()) && domain.eq_ignore_ascii_case(self.0.domain());
        same.then_some(token)
    }

    /// Whether `address` is this one, with or without a token.
    pub fn is(&self, address: &str) -> bool {
        self.token_in(address).is_some() || address.trim().eq_ignore_ascii_case(self.0.as_ref())
    }
}

impl std::fmt::Display for ReturnAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{BadReturnAddress, ReturnAddress};

    #[test]
    fn a_token_goes_in_and_comes_out() {
        let reply = ReturnAddress::parse("responder@datos.example.org").unwrap();
        let address = reply.with("abc234").unwrap().to_string();
        assert_eq!(address, "responder+abc234@datos.example.org");
        assert_eq!(reply.token_in(&address), Some("abc234"));
        assert_eq!(
            reply.token_in("RESPONDER+ABC234@Datos.Example.ORG"),
            Some("ABC234")
        );
        for other in [
            "responder@datos.example.org",
            "otro+abc234@datos.example.org",
            "responder+abc234@example.org",
            "responder+abc234@datos.example.org@x",
            "",
        ] {
            assert_eq!(reply.token_in(other), None, "{other}");
        }
        assert!(reply.is("responder@datos.example.org") && !reply.is("ana@datos.example.org"));
    }

    #[test]
    fn what_cannot_carry_a_token_is_refused() {
        let parse = |text| ReturnAddress::parse(text).unwrap_err();
        assert_eq!(parse("datos.example.org"), BadReturnAddress::NotAnAddress);
        assert_eq!(parse("ñandú@example.org"), BadReturnAddress::NotAnAddress);
        assert_eq!(parse("a+b@example.org"), BadReturnAddress::Plus);
        assert_eq!(
            parse("responder-a-tu-pedido@example.org"),
            BadReturnAddress::TooLong
        );
    }
}
