"""What attackers try first.

Curated by hand, compact on purpose: `COMMON_WORDS` stand for themselves with up to five digits or
signs behind them and with digits for letters, which covers thousands of leaked passwords;
`COMMON_PASSWORDS` are those that follow no such pattern. Walks along the keyboard and repetitions
are recognised by rule, so neither list has them.
"""

from typing import Final

_WORDS: Final = """
abc abcd access account admin administrator airplane alexander amanda america andrea andrew angel
angels anthony apple arsenal asdf asdfgh ashley august austin autumn babygirl bailey banana
barcelona baseball basketball batman beautiful biteme blackjack boomer boston brandon butterfly
casino changeme charlie charlotte cheese chelsea chester chicken chocolate christian christmas
classic coffee computer connect cookie corvette cowboy cowboys dallas daniel daniela danielle
database december default diamond dolphin dragon eagles edward einstein elephant elizabeth everton
family fashion february ferrari flower football forever formula france freedom friday friend friends
gambling garfield george giants ginger golfer google gordon guest guitar gunner hammer hannah harley
harrypotter heather heaven hello helloworld hockey home hotmail hunter iceman iloveu iloveyou
internet jackpot jackson january jasmine jasper jennifer jessica john johnson jonathan jordan joshua
justin juventus kathryn killer kimberly kristina lakers lauren letmein liverpool login london
lottery lovely loveme lover lovers lucky machine madison maggie manager manchester maradona marina
marine mario marlboro martin master matrix matthew maverick melissa mercedes merlin michael michelle
mickey midnight miller monday money monkey monster morgan mother mustang naruto natasha nicholas
nicole november october office olivia orange pakistan panther parola pass passport passw password
passwort patrick peanut pepper phoenix pinkfloyd pokemon poker porsche prince princess private
purple qazwsx qwer qwerty qwertyuiop qwertz rachel raiders rainbow ranger rangers realmadrid rebecca
redsox richard robert rockyou roulette sabrina samantha samsung sandra saturday scooter scorpio
secret security september server service shadow sharon silver simple skywalker slipknot snoopy
soccer softball sophie spider spiderman spring startrek starwars steelers summer sunday sunshine
super superman superstar sweety system teacher tennis test tester testing thomas thunder tigger
tinkerbell trustno tuesday twitter unicorn united unknown user valentina vanessa victor victoria
vincent viper volcano wednesday welcome whatever william willow winner winston winter wizard yankees
yellow zaqwsx zxcvbn
"""

_PASSWORDS: Final = """
01012000 01012001 11223344 123456789a 12345678a 1234567a 123456aa 123456abc 123456qwerty 12345qwert
1234qwer 123abc123 123qwe123 147258369 159357456 159753456 19841984 19851985 19861986 19871987
1password 1q2w3e4r5t 1qazxsw2 20002000 22446688 31415926 789456123 963852741 a1234567 a12345678
a123456789 a1b2c3d4 aa123456 aa12345678 ab123456 abc12345 abc123456 abcd1234 abcdef123 access14
adgjmptw admin123456 alpha123 asd123456 asdf1234 asdfjkl; asdqwe123 azerty123 badgirl1 bismillah
computer1 dragonball football1234 hello123456 ihateyou iloveyou123456 killer123456 letmein123456
loveyou123 master123456 monkey123456 mypassword newpassword nopassword nothing1 onceuponatime
p@ssword1234 pass1234 pass12345 pass123456 password123456 password123456789 passwordpassword
photoshop qazwsxedc qqww1122 qwe123456 qweasdzxc qwer1234 qwert12345 qwerty123456 qwerty12345678
qwertyui1 root1234 secret123456 sunshine123456 temp1234 temppass test123456 thisisapassword trustno1
user1234 welcome123456 whatthehell woaini1314 woaini520 wordpass xbox360360 yourpassword z1x2c3v4
zaq12wsx zaq1xsw2 zxc123456 zxcv1234 zxcvbnm123
"""

COMMON_WORDS: Final = frozenset(_WORDS.split())
COMMON_PASSWORDS: Final = frozenset(_PASSWORDS.split())
