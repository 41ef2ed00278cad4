## The ready-made answers, and who else has a request open.

ready-title = Ready-made answers
ready-lead = Texts for what comes again and again. When you answer you choose one, and the request fills it in.
ready-none = There is none yet.
ready-for-all = For all areas
ready-new = Add an answer
ready-area = Which area is it for?
ready-name = Name
ready-name-help = You choose it by this: only the staff sees it.
ready-outcome = Which outcome does it go with?
ready-outcome-any = With any
ready-body = The text
ready-body-help = Words between double braces are filled in by each request:
ready-save = Save
ready-remove = Remove this answer
ready-done-save = Done: the answer is kept.
ready-done-remove = Done: the answer is gone.
ready-variable-reference = The reference of the request
ready-variable-title = Its title
ready-variable-area = The area that answers
ready-variable-theme = Its theme
ready-variable-due_on = The reference date
ready-variable-requester = Who asked, by the name that is public
ready-nobody = neighbour
ready-use = Use a ready-made answer
ready-use-help = It goes below what you have written. Nothing is sent yet.
audited-ready-answer = Changed a ready-made answer
error-unknown-variable = There is a word between double braces that does not exist. Use those in the list.

presence = { $names } { $count ->
    [one] has this request open too. If you are about to answer, agree on who does.
   *[other] have this request open too. If you are about to answer, agree on who does.
}

law-title = Do you disagree?
law-text = You can also ask under Ley 104, which gives you the right to public information and to complain. That request is filed by a procedure of its own, and nobody has to say what they want the data for. This text is ready to be copied (the procedure is in Spanish):
law-summary = See the text
law-ready = En los términos de la Ley 104 de Acceso a la Información Pública, solicito la información descripta a continuación, en formato abierto: { $title }. La pedí antes por la Ventanilla de datos, con la referencia { $reference } ({ $url }), y la respuesta fue: { $outcome }. Si hay una excepción que impida entregar una parte, solicito que se indique cuál es y que se entregue el resto.

desk-assign-suggested = Requests like this one were with { $area }.
